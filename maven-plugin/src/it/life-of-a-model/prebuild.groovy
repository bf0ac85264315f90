/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.awt.image.BufferedImage
import javax.imageio.ImageIO

// Dark ink on paper, and light ink on a dark ground.
new File(basedir, 'digits').mkdirs()
[paper: [0xffffff, 0], night: [0, 0xffffff]].each { name, colours ->
    def image = new BufferedImage(56, 56, BufferedImage.TYPE_BYTE_GRAY)
    (0..<56).each { x -> (0..<56).each { y -> image.setRGB(x, y, x in 26..30 && y in 8..48 ? colours[1] : colours[0]) } }
    ImageIO.write(image, 'png', new File(basedir, "digits/${name}.png"))
}
return true
