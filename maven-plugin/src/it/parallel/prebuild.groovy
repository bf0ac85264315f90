/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
import com.sun.net.httpserver.HttpServer

def folder = new File(System.getenv('MNIST_DIR'))
def server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
def requests = Collections.synchronizedList([])
server.createContext('/') { exchange ->
    def name = new File(exchange.requestURI.path).name
    requests << name
    def bytes = new File(folder, name).bytes
    exchange.sendResponseHeaders(200, bytes.length)
    exchange.responseBody.write(bytes)
    exchange.close()
}
server.start()
context.put('server', server)
context.put('requests', requests)
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').setText("-Dmnist-cnn.mirrors=http://localhost:${server.address.port}/\n"
        + "-Dmnist-cnn.cacheDirectory=${new File(basedir, 'cache')}\n", 'UTF-8')
return true
