package dev.weft.core.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on the loopback address, by datagrams and by TCP on one port (RFC 1035, 2782). */
final class FakeNameServer implements AutoCloseable {
    static final int OK = 0;
    static final int SERVER_FAILURE = 2;
    private static final int UNKNOWN_NAME = 3;
    private static final int TXT = 16;
    private static final int SRV = 33;

    private record Question(String name, int type, int end) {}

    final AtomicInteger byTcp = new AtomicInteger();
    final AtomicInteger byDatagram = new AtomicInteger();
    volatile boolean truncating;
    volatile boolean silent;
    volatile int code = OK;
    private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();
    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final List<Thread> threads = new ArrayList<>();

    FakeNameServer() throws IOException {
        connections = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        datagrams = new DatagramSocket(new InetSocketAddress(connections.getInetAddress(), connections.getLocalPort()));
        threads.add(Thread.ofPlatform().daemon().name("fake-dns-udp").start(this::datagrams));
        threads.add(Thread.ofPlatform().daemon().name("fake-dns-tcp").start(this::connections));
    }

    String url() {
        return "dns://" + connections.getInetAddress().getHostAddress() + ":" + connections.getLocalPort();
    }

    void srv(String name, int port, String target) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(ByteBuffer.allocate(6)
                .putShort((short) 1)
                .putShort((short) 5)
                .putShort((short) port)
                .array());
        for (String label : target.split("\\.", -1)) {
            text(data, label);
        }
        data.write(0);
        add(name, SRV, data);
    }

    void txt(String name, String... strings) {
        var data = new ByteArrayOutputStream();
        for (String each : strings) {
            text(data, each);
        }
        add(name, TXT, data);
    }

    private static void text(ByteArrayOutputStream to, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    private void add(String name, int type, ByteArrayOutputStream data) {
        records.computeIfAbsent(name + "/" + type, none -> new ArrayList<>()).add(data.toByteArray());
    }

    private byte[] answer(byte[] request, boolean truncated) {
        var question = question(request);
        var found =
                truncated ? List.<byte[]>of() : records.getOrDefault(question.name + "/" + question.type, List.of());
        var known = records.keySet().stream().anyMatch(key -> key.startsWith(question.name + "/"));
        var answer = ByteBuffer.allocate(65_535);
        answer.put(request, 0, 2)
                .putShort((short) (0x8180 | (truncated ? 0x0200 : 0) | (known || code != OK ? code : UNKNOWN_NAME)))
                .putShort((short) 1)
                .putShort((short) found.size())
                .putInt(0)
                .put(request, 12, question.end - 12);
        for (byte[] each : found) {
            answer.putShort((short) 0xC00C)
                    .putShort((short) question.type)
                    .putShort((short) 1)
                    .putInt(300)
                    .putShort((short) each.length)
                    .put(each);
        }
        var bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    private static Question question(byte[] request) {
        var name = new StringBuilder();
        int at = 12;
        while (request[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(request, at + 1, request[at], StandardCharsets.ISO_8859_1));
            at += request[at] + 1;
        }
        int type = ByteBuffer.wrap(request).getShort(at + 1);
        return new Question(name.toString().toLowerCase(Locale.ROOT), type, at + 5);
    }

    private void datagrams() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[512], 512);
                datagrams.receive(packet);
                byDatagram.incrementAndGet();
                if (!silent) {
                    var answer = answer(packet.getData(), truncating);
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void connections() {
        try {
            while (true) {
                try (var connection = connections.accept()) {
                    byTcp.incrementAndGet();
                    var in = new DataInputStream(connection.getInputStream());
                    var answer = answer(in.readNBytes(in.readUnsignedShort()), false);
                    var out = new DataOutputStream(connection.getOutputStream());
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                    in.read();
                }
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        connections.close();
        for (Thread each : threads) {
            try {
                each.join();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
