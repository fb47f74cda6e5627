package dev.weft.protocol.transport;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that {@link ConnectorTest} runs with {@code java.net.preferIPv4Stack}; its argument is the port of a server on 127.0.0.1. */
final class OnlyIpv4 {
    private OnlyIpv4() {}

    public static void main(String... arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        InetAddress unsupported = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        InetAddress good = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (var client = new Client()) {
            Resolver both = host -> List.of(unsupported, good);
            connect(client, new Endpoint.Tcp("both.example", port, both)).close(new IllegalStateException("done"));
            System.out.println("connected to the second address");
            try {
                connect(client, new Endpoint.Tcp("v6.example", port, host -> List.of(unsupported)));
            } catch (TransportException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    private static WireConnection connect(Client client, Endpoint endpoint) {
        // Longer than the test waits: whoever tries the next address only after that is found out.
        return new Connector(client.loop, endpoint, TimeUnit.HOURS.toNanos(1))
                .connect(WireOptions.DEFAULT, client, Client.in(20_000));
    }
}
