package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name service whose owner means ill: it answers each look-up of a process as it likes. That process reads it as its hosts file
 * ({@link #virtualMachine()}), which is a pipe: every reader gets an answer of his own.
 */
public final class ChangingNames implements AutoCloseable {

    private final Path directory;
    private final Path hosts;
    private final AtomicInteger lookUps = new AtomicInteger();
    private final Thread answering = new Thread(this::answer, "names");

    private volatile boolean open = true;
    private volatile String name = "nobody.example";
    private volatile List<List<String>> answers = List.of(List.of());

    public ChangingNames() {
        try {
            this.directory = Files.createTempDirectory("names");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.hosts = pipe("hosts");
        answering.setDaemon(true);
        answering.start();
    }

    /** What makes a process ask here, each time anew. */
    public List<String> virtualMachine() {
        return List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0");
    }

    /** From now on this is the one name that is known, with these addresses for the first look-up, those for the second, and so on in turn. */
    public void say(String host, List<List<String>> inTurn) {
        name = host;
        lookUps.set(0);
        answers = inTurn;
    }

    /** How often a name was looked up since. */
    public int lookUps() {
        return lookUps.get();
    }

    /** The next reader finds another pipe, so that none gets what is meant for another. */
    private void answer() {
        try {
            while (open) {
                Path next = pipe("next");
                try (var reader = Files.newOutputStream(hosts)) {
                    Files.move(next, hosts, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    reader.write(answerTo(lookUps.getAndIncrement()).getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answerTo(int lookUp) {
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        answers.get(lookUp % answers.size())
                .forEach(address ->
                        lines.append(address).append(' ').append(name).append('\n'));
        return lines.toString();
    }

    private Path pipe(String file) {
        Path pipe = directory.resolve(file);
        try {
            Process making = new ProcessBuilder("mkfifo", pipe.toString()).start();
            if (making.waitFor() != 0) {
                throw new IllegalStateException("mkfifo failed: " + making.exitValue());
            }
            pipe.toFile().deleteOnExit();
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Takes the answer that nobody wanted, so that its writer ends. */
    @Override
    public void close() {
        open = false;
        try {
            RandomAccessFile reader = new RandomAccessFile(hosts.toFile(), "rw"); // which waits for no writer
            answering.join();
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
