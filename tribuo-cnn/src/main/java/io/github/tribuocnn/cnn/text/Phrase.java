/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A text read word by word: the word that says its kind, its positional arguments, then its options in any order. A kind
 * asks for what it knows; {@link #read} refuses whatever it did not ask for.
 */
public class Phrase {

    private final String subject;
    private final String source;
    private final List<String> words;
    private final List<String> optionsAskedFor = new ArrayList<>();
    private String usage = "";
    private int behindOption;

    /**
     * Begins to read.
     *
     * @param subject what it is, for messages: {@code Layer 3}, or {@code Optimiser}
     * @param source words separated by single spaces
     * @throws IllegalArgumentException if there is none
     */
    public Phrase(String subject, String source) {
        if (source.isEmpty()) {
            throw new IllegalArgumentException(subject + " is empty; remove the extra comma");
        }
        this.subject = subject;
        this.source = source;
        this.words = new ArrayList<>(
                List.of(source.replace("%", " %").replaceAll(" +", " ").split(" ")));
    }

    /**
     * The whole text.
     *
     * @return words separated by single spaces
     */
    public final String source() {
        return source;
    }

    /**
     * The kind that the first word stands for. The word counts as read.
     *
     * @param what what the kinds are kinds of, for messages: {@code layer}
     * @param kinds all of them
     * @param <W> their type
     * @return the kind
     * @throws IllegalArgumentException if the word is none of theirs; the message lists them
     */
    public final <W extends Word> W kind(String what, List<W> kinds) {
        String word = words.remove(0);
        for (W kind : kinds) {
            if (kind.word().equals(word)) {
                usage = kind.usage();
                return kind;
            }
        }
        List<String> known = kinds.stream().map(Word::word).toList();
        throw refusal("unknown " + what + " '" + word + "'" + Spelling.hint(word, known) + " Known " + what + "s: "
                + String.join(", ", known));
    }

    /**
     * Reads what the kind makes of the rest, and refuses words that are left then.
     *
     * @param meaning asks this phrase for all that the kind knows
     * @param neighbours the words that other phrases behind a comma can begin with
     * @param <T> the type of what is read
     * @return what was read
     * @throws IllegalArgumentException if a number is out of range or a word left over
     */
    public final <T> T read(Supplier<T> meaning, Collection<String> neighbours) {
        T read;
        try {
            read = meaning.get();
        } catch (PropertyException e) {
            throw misuse(e.getMsg());
        }
        refuseLeftovers(neighbours);
        return read;
    }

    /**
     * The next word as a whole number.
     *
     * @param setting what it is
     * @return the number, in its range
     */
    public final int number(Setting setting) {
        return setting(setting, next(setting.property()));
    }

    /**
     * The next word as a real number.
     *
     * @param setting what it is
     * @return the number, in its range
     */
    public final double real(RealSetting setting) {
        return setting(setting, next(setting.property()));
    }

    /**
     * The next word as a real number, of any range.
     *
     * @param name what it is, for messages
     * @return the number
     */
    public final double decimal(String name) {
        return decimal(name, next(name));
    }

    /**
     * The next word as a real number, of any range.
     *
     * @param name what it is, for messages
     * @param otherwise what it is where no number comes next
     * @return the number
     */
    public final double decimal(String name, double otherwise) {
        return words.isEmpty() || !Decimal.isNumber(words.get(0)) ? otherwise : decimal(name);
    }

    /**
     * The real number behind a word, of any range; both count as read.
     *
     * @param word the word
     * @param otherwise what it is where the word is not there
     * @return the number
     */
    public final double decimalAfter(String word, double otherwise) {
        int place = place(word);
        return place < 0 ? otherwise : decimal(word, take(place, "the number behind " + word));
    }

    /**
     * The whole number behind a word such as {@code groups}; both count as read.
     *
     * @param word the word
     * @param setting what it is
     * @param otherwise what it is where the word is not there
     * @return the number, in its range
     */
    public final int numberAfter(String word, Setting setting, int otherwise) {
        int place = place(word);
        return place < 0 ? otherwise : setting(setting, take(place, "the number behind " + word));
    }

    /**
     * The number behind the name of the setting; both count as read.
     *
     * @param setting what it is
     * @param otherwise what it is where the name is not there
     * @return the number, in its range
     */
    public final double realAfter(RealSetting setting, double otherwise) {
        int place = place(setting.property());
        return place < 0 ? otherwise : setting(setting, take(place, "the number behind " + setting.property()));
    }

    /**
     * The percentages behind a word, as many as there are; all count as read.
     *
     * @param word the word
     * @return the fractions they stand for; none where the word is not there
     */
    public final double[] percentagesAfter(String word) {
        int place = place(word);
        if (place < 0) {
            return new double[0];
        }
        List<Double> fractions = new ArrayList<>();
        do {
            fractions.add(percentage(word, place));
        } while (place < words.size() && Decimal.isNumber(words.get(place)));
        return fractions.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double percentage(String word, int place) {
        String number = take(place, "the percentage behind " + word);
        if (!Decimal.isNumber(number)) {
            throw misuse(word + " must be a percentage such as 15 %, but is " + number);
        }
        if (place >= words.size() || !words.get(place).equals("%")) {
            throw misuse(word + " must be a percentage such as 15 %, but " + number + " has no % behind it");
        }
        words.remove(place);
        return Decimal.fraction(number);
    }

    /**
     * Whether a unit stands behind the number that follows a word. Nothing counts as read.
     *
     * @param word the word
     * @param unit the unit, such as {@code steps}
     * @return true for {@code warm-up 100 steps}
     */
    public final boolean hasUnit(String word, String unit) {
        int unitPlace = words.indexOf(word) + 2;
        return unitPlace >= 2
                && unitPlace < words.size()
                && words.get(unitPlace).equals(unit);
    }

    /**
     * The next word, which must be one of the choices.
     *
     * @param name what it is, for messages
     * @param choices word to meaning
     * @param <T> the type of the meaning
     * @return the meaning
     */
    public final <T> T choice(String name, Map<String, T> choices) {
        String word = next(name);
        T choice = choices.get(word);
        if (choice == null) {
            throw refusal(
                    name + " '" + word + "' is unknown" + Spelling.hint(word, choices.keySet()) + " Write " + usage);
        }
        behindOption = 0;
        return choice;
    }

    /**
     * The number behind the option that was just read.
     *
     * @param setting what it is; does not permit 0
     * @return the number, or 0 if none stands there
     */
    public final double numberBehindOption(RealSetting setting) {
        boolean there = behindOption < words.size() && Decimal.isNumber(words.get(behindOption));
        if (!there) {
            return 0;
        }
        double value = setting(setting, words.remove(behindOption));
        if (value == 0) {
            throw new IllegalStateException(setting + " permits 0, which stands for no number");
        }
        return value;
    }

    /**
     * The meaning of the first word that is one of the choices, which then counts as read.
     *
     * @param choices word to meaning
     * @param otherwise the meaning where none is there
     * @param <T> the type of the meaning
     * @return the meaning
     */
    public final <T> T option(Map<String, T> choices, T otherwise) {
        optionsAskedFor.addAll(choices.keySet());
        for (int i = 0; i < words.size(); i++) {
            T meaning = choices.get(words.get(i));
            if (meaning != null) {
                words.remove(i);
                behindOption = i;
                return meaning;
            }
        }
        behindOption = words.size();
        return otherwise;
    }

    /**
     * Whether a word is there, which then counts as read.
     *
     * @param word the word
     * @return true if it was there
     */
    public final boolean flag(String word) {
        return option(Map.of(word, true), false);
    }

    /**
     * An exception that names this phrase.
     *
     * @param problem what is wrong
     * @return the exception
     */
    public final IllegalArgumentException refusal(String problem) {
        return new IllegalArgumentException(subject + " (" + source + "): " + problem);
    }

    /**
     * An exception that names this phrase and says how it is written.
     *
     * @param problem what is wrong
     * @return the exception
     */
    protected final IllegalArgumentException misuse(String problem) {
        return refusal(problem + "; write " + usage);
    }

    /**
     * Takes the next word.
     *
     * @param name what it is, for messages
     * @return the word
     */
    protected final String next(String name) {
        return take(0, name);
    }

    /**
     * Takes a word.
     *
     * @param place where it stands
     * @param name what it is, for messages
     * @return the word
     */
    protected final String take(int place, String name) {
        if (place >= words.size()) {
            throw misuse(name + " is missing");
        }
        return words.remove(place);
    }

    /**
     * Takes an option's word out.
     *
     * @param word the word
     * @return where it stood, which is where its value now is; -1 if it is not there
     */
    protected final int place(String word) {
        optionsAskedFor.add(word);
        int place = words.indexOf(word);
        if (place >= 0) {
            words.remove(place);
        }
        return place;
    }

    /**
     * A word as a whole number.
     *
     * @param setting what it is
     * @param word the word
     * @return the number, in its range
     */
    protected final int setting(Setting setting, String word) {
        return parsed(() -> setting.parse(word));
    }

    private double setting(RealSetting setting, String word) {
        return parsed(() -> setting.parse(word));
    }

    private <T> T parsed(Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private double decimal(String name, String word) {
        if (!Decimal.isNumber(word)) {
            throw misuse(name + " must be a number, but is " + word);
        }
        return Double.parseDouble(word);
    }

    private void refuseLeftovers(Collection<String> neighbours) {
        if (words.isEmpty()) {
            return;
        }
        String word = words.get(0);
        if (neighbours.contains(word)) {
            throw refusal("put a comma before '" + word + "'");
        }
        if (optionsAskedFor.contains(word)) {
            throw refusal("'" + word + "' repeats or contradicts another word; remove one of them");
        }
        throw refusal("unknown word '" + word + "'" + Spelling.hint(word, optionsAskedFor) + " Write " + usage);
    }
}
