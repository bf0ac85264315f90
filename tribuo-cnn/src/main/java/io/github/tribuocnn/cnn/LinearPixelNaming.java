/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a pixel by its position in the flattened image: {@code 000} to {@code 783} for 28x28x1.
 *
 * <p>This is the convention of Tribuo's {@code IDXDataSource}: the index is padded with zeros to as many digits as the
 * number of values in the image has. A prefix, another channel order and unpadded numbers can be configured.
 */
public final class LinearPixelNaming implements PixelNaming {
    @Config(description = "Text before the index, e.g. \"pixel\" for names like pixel406. Any text, empty for none.")
    private String prefix = "";

    @Config(description = "Order of the values in the index: HWC (row, column, channel) or CHW (channel, row, column).")
    private ChannelOrder channelOrder = ChannelOrder.HWC;

    @Config(description = "Pad the index with zeros to the number of digits of height x width x channels.")
    private boolean zeroPadded = true;

    /** The names of Tribuo's {@code IDXDataSource}: no prefix, row-column-channel order, padded with zeros. */
    public LinearPixelNaming() {}

    /**
     * A linear naming of another kind.
     *
     * @param prefix text before the index, empty for none
     * @param channelOrder the order of the values in the index
     * @param zeroPadded whether the index is padded with zeros to the number of digits of the image's size
     */
    public LinearPixelNaming(String prefix, ChannelOrder channelOrder, boolean zeroPadded) {
        this.prefix = prefix;
        this.channelOrder = channelOrder;
        this.zeroPadded = zeroPadded;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (prefix == null) {
            throw new PropertyException("", "prefix", "The prefix is null; use the empty text for none.");
        }
        if (channelOrder == null) {
            throw new PropertyException("", "channelOrder", "The channel order is null; use HWC or CHW.");
        }
    }

    @Override
    public String name(int row, int column, int channel, ImageShape image) {
        int index = channelOrder == ChannelOrder.HWC
                ? (row * image.width() + column) * image.channels() + channel
                : (channel * image.height() + row) * image.width() + column;
        String digits = Integer.toString(index);
        int width = zeroPadded ? Integer.toString(image.size()).length() : 0;
        return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "PixelNaming");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinearPixelNaming that
                && prefix.equals(that.prefix)
                && channelOrder == that.channelOrder
                && zeroPadded == that.zeroPadded;
    }

    @Override
    public int hashCode() {
        return Objects.hash(prefix, channelOrder, zeroPadded);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "LinearPixelNaming(prefix=\"%s\",channelOrder=%s,zeroPadded=%s)",
                prefix,
                channelOrder,
                zeroPadded);
    }
}
