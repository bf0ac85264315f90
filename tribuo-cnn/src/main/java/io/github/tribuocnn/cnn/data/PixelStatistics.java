/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.CategoricalInfo;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.protos.core.CategoricalInfoProto;

/**
 * The feature domain of an image set: every byte of the image, seen or not, with the statistics a Tribuo
 * {@code MutableFeatureMap} would have gathered, from one histogram per byte.
 */
final class PixelStatistics {
    private static final int LEVELS = 256;

    /** Histograms held at a time; 4 MB of them, however large the images are. */
    private static final int BLOCK = 4096;

    private PixelStatistics() {}

    static ImmutableFeatureMap domain(ImageSet images, List<String> names) {
        List<VariableInfo> infos = new ArrayList<>(names.size());
        for (int from = 0; from < names.size(); from += BLOCK) {
            int length = Math.min(BLOCK, names.size() - from);
            int[] histograms = histograms(images, from, length);
            for (int i = 0; i < length; i++) {
                infos.add(info(names.get(from + i), histograms, i * LEVELS));
            }
        }
        return new ImmutableFeatureMap(infos);
    }

    private static int[] histograms(ImageSet images, int from, int length) {
        int[] counts = new int[length * LEVELS];
        for (int image = 0; image < images.size(); image++) {
            for (int i = 0; i < length; i++) {
                counts[i * LEVELS + images.pixel(image, from + i)]++;
            }
        }
        return counts;
    }

    /** Level 0 is Tribuo's implicit zero: not observed, not counted. */
    private static VariableInfo info(String name, int[] counts, int start) {
        int distinct = 0;
        int count = 0;
        int min = LEVELS;
        int max = 0;
        double sum = 0;
        for (int level = 1; level < LEVELS; level++) {
            int times = counts[start + level];
            if (times > 0) {
                distinct++;
                count += times;
                min = Math.min(min, level);
                max = level;
                sum += (double) times * level;
            }
        }
        if (distinct <= CategoricalInfo.THRESHOLD) {
            return categorical(name, counts, start, distinct);
        }
        double mean = sum / count;
        double sumSquares = 0;
        for (int level = min; level <= max; level++) {
            sumSquares += counts[start + level] * (level - mean) * (level - mean);
        }
        return new RealInfo(name, count, max, min, mean, sumSquares);
    }

    /** A CategoricalInfo can only be given counts one observation at a time, or by its protobuf. */
    private static VariableInfo categorical(String name, int[] counts, int start, int distinct) {
        CategoricalInfoProto.Builder proto =
                CategoricalInfoProto.newBuilder().setName(name).setObservedValue(Double.NaN);
        for (int level = 1; level < LEVELS; level++) {
            int times = counts[start + level];
            if (times > 0 && distinct == 1) {
                proto.setObservedValue(level).setObservedCount(times);
            } else if (times > 0) {
                proto.addKey(level).addValue(times);
            }
        }
        try {
            return CategoricalInfo.deserializeFromProto(
                    CategoricalInfo.CURRENT_VERSION, CategoricalInfo.class.getName(), Any.pack(proto.build()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A message just built must parse", e);
        }
    }
}
