package dev.weft.protocol.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The order in which addresses are tried. */
final class AddressOrder {
    private AddressOrder() {}

    /** The resolver's order, with the families taking turns (RFC 8305 §4); the family of the first address begins. */
    static List<SocketAddress> interleave(List<InetAddress> resolved, int port) {
        List<SocketAddress> order = new ArrayList<>(resolved.size());
        if (resolved.isEmpty()) {
            return order;
        }
        Class<?> family = resolved.getFirst().getClass();
        Queue<InetAddress> same = new ArrayDeque<>();
        Queue<InetAddress> other = new ArrayDeque<>();
        for (InetAddress address : resolved) {
            (address.getClass() == family ? same : other).add(address);
        }
        while (!same.isEmpty() || !other.isEmpty()) {
            for (Queue<InetAddress> queue : List.of(same, other)) {
                InetAddress address = queue.poll();
                if (address != null) {
                    order.add(new InetSocketAddress(address, port));
                }
            }
        }
        return order;
    }
}
