package dev.weft.core.dns;

import dev.weft.settings.SrvResolver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.spi.NamingManager;

/**
 * Asks by the DNS provider of the JDK, which knows the system's name servers, asks the next when one is silent, and asks by TCP for what does not
 * fit in a datagram (ADR 15). It does not tell how long records live.
 */
final class JdkDns implements SrvResolver {
    /** The name servers that the system is set up with. */
    static final String OF_THE_SYSTEM = "dns:";

    /** The pause doubles from one second; who waits has a limit of its own, so this only bounds how long a thread may go on alone. */
    private static final String TRIES = "3";

    private final String servers;

    /** Asks these name servers, URLs that begin with {@code dns:}, separated by spaces. */
    JdkDns(String servers) {
        this.servers = servers;
    }

    @Override
    public List<Srv> srv(String name) throws IOException {
        var found = new ArrayList<Srv>();
        for (var text : records(name, "SRV")) {
            // Priority, weight, port, target.
            var parts = text.split(" ", 4);
            try {
                found.add(new Srv(parts[3], Integer.parseInt(parts[2])));
            } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
                throw new IOException("the SRV record '" + text + "' of " + name + " cannot be read", malformed);
            }
        }
        return found;
    }

    @Override
    public List<String> txt(String name) throws IOException {
        return records(name, "TXT").stream().map(JdkDns::joined).toList();
    }

    // What is dangerous about JNDI is that a name can lead to other providers and to objects that are made of what
    // those send. Here the provider is
    // fixed and asked directly, so that no name is read as a URL; it is given one component, and its attributes are
    // text.
    @SuppressWarnings("BanJNDI")
    private List<String> records(String name, String type) throws IOException {
        try {
            var context = open();
            try {
                // A name of its own kind, so that no character of it is taken for one of JNDI's.
                var attribute = context.getAttributes(new CompositeName().add(name), new String[] {type})
                        .get(type);
                return attribute == null ? List.of() : texts(attribute);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException unknown) {
            return List.of();
        } catch (NamingException failure) {
            throw new IOException("DNS did not answer for " + name + " (" + type + "): " + reason(failure), failure);
        }
    }

    // JNDI's own constructor wants this type.
    @SuppressWarnings("JdkObsolete")
    private DirContext open() throws NamingException {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return (DirContext) NamingManager.getInitialContext(environment);
    }

    private static List<String> texts(Attribute attribute) throws NamingException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < attribute.size(); i++) {
            texts.add(String.valueOf(attribute.get(i)));
        }
        return texts;
    }

    private static String reason(NamingException failure) {
        var root = failure.getRootCause();
        return failure.getMessage() + (root == null ? "" : " (" + root + ")");
    }

    /**
     * The strings of a TXT record without anything between them. JNDI puts a space between two, and quotes a string that has a space, a
     * quote or a backslash in it, or nothing at all.
     */
    static String joined(String text) {
        var joined = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && i + 1 < text.length()) {
                i++;
                joined.append(text.charAt(i));
            } else if (c != ' ' || quoted) {
                joined.append(c);
            }
        }
        return joined.toString();
    }
}
