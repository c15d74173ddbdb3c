package de.msbls.paliad.calendar.ingress;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.dev.server.RealServer;
import de.msbls.paliad.calendar.testing.PrivateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real nginx with the settings that an ingress controller makes for the service: TLS and HTTP/2 outside, kept connections
 * inside, compression, the forwarded headers, and a path prefix that the service does not know.
 */
final class Ingress implements AutoCloseable {

    static final String PREFIX = "/calendar";

    private static final String NGINX = "/usr/sbin/nginx";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final Path certificate;
    private final int port = RealServer.freePort();
    private final Process nginx;

    private Ingress(PrivateAuthority authority, List<URI> instances) throws IOException {
        this.directory = Files.createTempDirectory("ingress");
        this.certificate = authority.issue("ingress");
        write(instances);
        this.nginx = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().atMost(PATIENCE).until(this::listens);
    }

    static Ingress before(PrivateAuthority authority, List<URI> instances) {
        try {
            return new Ingress(authority, instances);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients find the service. */
    URI address() {
        return URI.create("https://127.0.0.1:" + port + PREFIX);
    }

    /** From now on these serve, as when a pod comes or goes; what is under way goes on, with those that it began with. */
    void route(List<URI> instances) {
        List<ProcessHandle> before = nginx.toHandle().children().toList();
        write(instances);
        run(Stream.concat(Stream.of(command()), Stream.of("-s", "reload")).toArray(String[]::new));
        await().atMost(PATIENCE).until(() -> nginx.toHandle().children().anyMatch(worker -> !before.contains(worker)));
    }

    @Override
    public void close() {
        nginx.destroy();
    }

    private String[] command() {
        return new String[] {
            NGINX, "-p", directory.toString(), "-e", directory.resolve("log").toString(), "-c", "nginx.conf"
        };
    }

    private void write(List<URI> instances) {
        String servers = instances.stream()
                .map(instance -> "server " + instance.getAuthority() + ";")
                .collect(joining(" "));
        try {
            Files.writeString(directory.resolve("nginx.conf"), """
                    worker_processes 1;
                    daemon off;
                    pid nginx.pid;
                    events { worker_connections 512; }
                    http {
                      access_log off;
                      client_body_temp_path body;
                      proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi;
                      uwsgi_temp_path uwsgi;
                      scgi_temp_path scgi;
                      gzip on;
                      gzip_types application/json application/problem+json;
                      gzip_min_length 200;
                      upstream service { %s keepalive 16; }
                      server {
                        listen 127.0.0.1:%d ssl http2;
                        ssl_certificate %s;
                        ssl_certificate_key %3$s;
                        location %s/ {
                          proxy_pass http://service/;
                          proxy_http_version 1.1;
                          proxy_set_header Connection "";
                          proxy_set_header Host $host:$server_port;
                          proxy_set_header X-Forwarded-For $remote_addr;
                          proxy_set_header X-Forwarded-Host $host:$server_port;
                          proxy_set_header X-Forwarded-Proto $scheme;
                          proxy_set_header X-Forwarded-Prefix %4$s;
                        }
                      }
                    }
                    """.formatted(servers, port, certificate, PREFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        if (!nginx.isAlive()) {
            throw new IllegalStateException("nginx does not start: see " + directory.resolve("log"));
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(String... command) {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
