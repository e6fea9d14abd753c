package org.parlour.labcore;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.parlour.client.transport.WireTap;
import org.parlour.labcore.criteria.FilterCriteria;
import org.parlour.labcore.criteria.FilterCriteriaReader;
import org.parlour.labcore.proxy.Proxy;
import org.parlour.labcore.proxy.ProxyConfig;
import org.parlour.labcore.registrar.DigestServer;
import org.parlour.labcore.registrar.Domains;
import org.parlour.labcore.registrar.Location;
import org.parlour.labcore.registrar.Registrar;

/// A running SIP/IP core: registrar and router on one address, one thread.
public final class LabCore implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loops;
  private final Proxy proxy;
  private final Location location;
  private final InetSocketAddress address;

  private LabCore(
      MultiThreadIoEventLoopGroup loops, Proxy proxy, Location location, InetSocketAddress at) {
    this.loops = loops;
    this.proxy = proxy;
    this.location = location;
    this.address = at;
  }

  /// Starts a core; it accepts requests when this returns.
  ///
  /// @throws IOException when the address is taken, with the address
  public static LabCore start(LabCoreConfig config) throws IOException {
    return start(config, InstantSource.system(), WireTap.NONE);
  }

  /// The same with a clock and somebody who sees all messages.
  public static LabCore start(LabCoreConfig config, InstantSource clock, WireTap tap)
      throws IOException {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    EventLoop loop = loops.next();
    Location location = new Location(clock);
    Domains domains = new Domains(config.domains(), config.users());
    String realm = config.domains().getFirst();
    DigestServer digest = new DigestServer(realm, LabCore::passwordOf, clock);
    Registrar registrar =
        new Registrar(
            location, digest, domains, clock, (int) config.longestRegistration().toSeconds());
    Proxy proxy = new Proxy(loop, registrar, digest, location, clock, tap);
    try {
      InetSocketAddress at = proxy.listen(config.listen()).join();
      proxy.start(proxyConfig(config, at, domains));
      return new LabCore(loops, proxy, location, at);
    } catch (CompletionException e) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException("SIP core: cannot listen at " + config.listen(), e.getCause());
    }
  }

  private static String passwordOf(String login) {
    int at = login.indexOf('@');
    return at < 0 ? login : login.substring(0, at);
  }

  private static ProxyConfig proxyConfig(
      LabCoreConfig config, InetSocketAddress at, Domains domains) {
    FilterCriteria criteria = FilterCriteriaReader.shipped();
    return new ProxyConfig(
        at,
        domains,
        config.imDomain(),
        config.controlling(),
        config.originating(),
        config.terminating(),
        config.participating(),
        config.thirdPartyRegister(),
        config.untaggedMessages() ? criteria.and(FilterCriteriaReader.untagged()) : criteria);
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return address;
  }

  /// How many users are registered. Thread: any; waits for the core's thread.
  public int registeredUsers() {
    Future<Integer> count = loops.next().submit(location::registeredUsers);
    return count.awaitUninterruptibly().getNow();
  }

  @Override
  public void close() {
    proxy.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }
}
