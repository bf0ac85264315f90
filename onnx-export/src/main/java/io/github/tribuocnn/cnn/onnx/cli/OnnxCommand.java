/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.onnx.OnnxException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The program. It ends with 0, or with a sentence on the error stream and 1, 2 or 3. */
@Command(
        name = "tribuo-cnn-onnx",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "Exports tribuo-cnn models to ONNX, and verifies, describes and runs the files.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ExportCommand.class, VerifyCommand.class, DescribeCommand.class, ScoreCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an ONNX file is unsound, refused by the runtime, or does not answer as it should",
            "2:the command line is wrong",
            "3:a file is missing, damaged or cannot be written"
        })
public final class OnnxCommand {
    /** An ONNX file is unsound, refused, or does not answer as it should. */
    static final int REFUSED = 1;

    /** A file is missing, damaged or cannot be written. */
    static final int UNREADABLE = 3;

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.github.tribuocnn"), Logger.getLogger("org.tribuo"));

    private OnnxCommand() {}

    /**
     * Runs the program and ends the JVM.
     *
     * @param arguments a command and its options; {@code --help} lists them
     * @throws IOException if the JVM that does the work cannot be started
     * @throws InterruptedException if waiting for it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!QuietProcess.isHere()) {
            System.exit(QuietProcess.run(arguments));
        }
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
        System.exit(run(writer(System.out), writer(System.err), arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset());
    }

    /** Runs the program and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commands = new CommandLine(new OnnxCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return exitCode(failure);
                });
        commands.setOut(out).setErr(err);
        if (arguments.length == 0) {
            commands.usage(err);
            return ExitCode.USAGE;
        }
        return commands.execute(arguments);
    }

    private static int exitCode(Exception failure) throws Exception {
        if (failure instanceof OnnxException) {
            return REFUSED;
        }
        if (failure instanceof IOException) {
            return UNREADABLE;
        }
        if (failure instanceof IllegalArgumentException) {
            return ExitCode.USAGE;
        }
        // A fault of the program, which its user cannot mend: the whole trace is the report.
        throw failure;
    }
}
