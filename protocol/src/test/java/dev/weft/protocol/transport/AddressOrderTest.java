package dev.weft.protocol.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressOrderTest {
    private static List<SocketAddress> order(String... literals) throws UnknownHostException {
        List<InetAddress> resolved = new ArrayList<>();
        for (String literal : literals) {
            resolved.add(InetAddress.getByName(literal));
        }
        return AddressOrder.interleave(resolved, 27017);
    }

    private static List<SocketAddress> addresses(String... literals) {
        return List.of(literals).stream()
                .<SocketAddress>map(literal -> new InetSocketAddress(literal, 27017))
                .toList();
    }

    @Test
    void familiesTakeTurns() throws Exception {
        assertEquals(addresses("::a", "10.0.0.1", "::b", "10.0.0.2"), order("::a", "::b", "10.0.0.1", "10.0.0.2"));
    }

    @Test
    void theFamilyThatTheResolverPrefersBegins() throws Exception {
        assertEquals(addresses("10.0.0.1", "::a", "::b"), order("10.0.0.1", "::a", "::b"));
        assertEquals(addresses("::a", "10.0.0.1", "::b"), order("::a", "::b", "10.0.0.1"));
    }

    @Test
    void theOrderWithinAFamilyIsTheResolvers() throws Exception {
        assertEquals(addresses("10.0.0.3", "10.0.0.1", "10.0.0.2"), order("10.0.0.3", "10.0.0.1", "10.0.0.2"));
        assertEquals(
                addresses("10.0.0.2", "::a", "10.0.0.1", "10.0.0.3", "10.0.0.4"),
                order("10.0.0.2", "10.0.0.1", "::a", "10.0.0.3", "10.0.0.4"));
    }

    @Test
    void ofNothingThereIsNoOrder() throws Exception {
        assertEquals(List.of(), order());
    }
}
