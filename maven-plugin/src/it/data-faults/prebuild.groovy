/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
import com.sun.net.httpserver.HttpServer

// A server on this machine with four mirrors that each fail in another way. It lives until the post-build script ends it.
def server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
server.executor = java.util.concurrent.Executors.newCachedThreadPool({ task ->
    def thread = new Thread(task)
    thread.daemon = true
    thread
} as java.util.concurrent.ThreadFactory)
def requests = Collections.synchronizedList([])
server.createContext('/') { exchange ->
    def path = exchange.requestURI.path
    requests << path
    if (path.startsWith('/forbidden/')) {
        exchange.sendResponseHeaders(403, -1)
    } else if (path.startsWith('/wrong/')) {
        exchange.sendResponseHeaders(200, 5)
        exchange.responseBody.write('wrong'.bytes)
    } else {
        exchange.sendResponseHeaders(200, 1000)
        exchange.responseBody.write(new byte[100])
        exchange.responseBody.flush()
        if (path.startsWith('/stalled/')) {
            Thread.sleep(5000)
        }
    }
    exchange.close()
}
server.start()
context.put('server', server)
context.put('requests', requests)
def base = "http://localhost:${server.address.port}"
def mirrors = ['forbidden', 'wrong', 'cut', 'stalled'].collect { "$base/$it" }.join(',')
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').setText(
        "-Dmnist-cnn.mirrors=$mirrors\n-Dmnist-cnn.cacheDirectory=${new File(basedir, 'target/cache')}\n", 'UTF-8')
return true
