package dev.weft.settings;

import dev.weft.ServerAddress;
import java.util.function.Consumer;

/**
 * The part of a client's form that says where the deployment is and how it is reached.
 *
 * @param <O> the form
 */
public interface DeploymentOptions<O> {
    /**
     * Sets where to look first, instead of the hosts of the connection string.
     *
     * @param addresses at least one
     * @return this form
     */
    O hosts(ServerAddress... addresses);

    /**
     * Sets the name that DNS knows the hosts for, instead of the hosts of the connection string: what stands behind
     * {@code mongodb+srv://}. Turns TLS on unless the form or the connection string says otherwise.
     *
     * @param name one name, without a port
     * @return this form
     */
    O srvHost(String name);

    /**
     * Sets the service that DNS is asked for.
     *
     * @param name the name of a service, at most 62 characters; {@code mongodb} unless set; with {@link #srvHost} only
     * @return this form
     */
    O srvServiceName(String name);

    /**
     * Sets how many of the hosts that DNS knows are used.
     *
     * @param hosts at most this many, chosen by chance; 0: all, the default; with {@link #srvHost} only
     * @return this form
     */
    O srvMaxHosts(int hosts);

    /**
     * Sets who asks DNS for the hosts of {@link #srvHost}. Means nothing while hosts are named.
     *
     * @param resolver asks instead of the driver's own resolver, which asks the name servers of the system
     * @return this form
     */
    O srvResolver(SrvResolver resolver);

    /**
     * Sets how servers are found, watched and chosen.
     *
     * @param changes fills in the form
     * @return this form
     */
    O servers(Consumer<? super ServerSettings.Builder> changes);

    /**
     * Sets how many connections there are.
     *
     * @param changes fills in the form
     * @return this form
     */
    O pool(Consumer<? super PoolSettings.Builder> changes);

    /**
     * Sets how connections behave.
     *
     * @param changes fills in the form
     * @return this form
     */
    O sockets(Consumer<? super SocketSettings.Builder> changes);

    /**
     * Sets whether and how connections are encrypted.
     *
     * @param changes fills in the form
     * @return this form
     */
    O tls(Consumer<? super TlsSettings.Builder> changes);

    /**
     * Sets the SOCKS5 proxy that connections go through.
     *
     * @param changes fills in the form
     * @return this form
     */
    O proxy(Consumer<? super ProxySettings.Builder> changes);

    /**
     * Sets how messages may be made smaller.
     *
     * @param inOrder the ways, the preferred first; none unless set
     * @return this form
     */
    O compressors(Compressor... inOrder);

    /**
     * Sets how hard {@link Compressor#ZLIB} tries.
     *
     * @param level -1: zlib's own choice, the default; 0: not at all; 9: as hard as it can
     * @return this form
     */
    O zlibCompressionLevel(int level);
}
