package org.parlour.labcore;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How the core is set up. [#standalone()] is what the standalone suite and the tools expect.
///
/// @param listen UDP and TCP; port 0 takes a free one
/// @param domains the users' domains; the first is the realm of Digest and that of logins without
///     one
/// @param users the user names that exist; empty: every name. A user's password is its name
/// @param imDomain host of F, G and S, routed to the IM Server
/// @param controlling the IM Server's controlling ports, best first; a dead one is passed over
/// @param originating its originating ports, which also hear of registrations
/// @param terminating its terminating ports
/// @param thirdPartyRegister tell the IM Server of registrations
/// @param participating send requests of and to users through the originating and terminating
///     ports, as the filter criteria say
/// @param untaggedMessages MESSAGE without the IM feature tag matches the criteria too (D-14)
/// @param longestRegistration granted at most
public record LabCoreConfig(
    InetSocketAddress listen,
    List<String> domains,
    Set<String> users,
    String imDomain,
    List<InetSocketAddress> controlling,
    List<InetSocketAddress> originating,
    List<InetSocketAddress> terminating,
    boolean thirdPartyRegister,
    boolean participating,
    boolean untaggedMessages,
    Duration longestRegistration) {
  public LabCoreConfig {
    domains = List.copyOf(domains);
    users = Set.copyOf(users);
    controlling = List.copyOf(controlling);
    originating = List.copyOf(originating);
    terminating = List.copyOf(terminating);
    if (domains.isEmpty() || controlling.isEmpty()) {
      throw new IllegalArgumentException(
          "labCore: domains "
              + domains
              + ", controlling "
              + controlling
              + " (expected: one or more of each)");
    }
  }

  /// The defaults of architecture §9, all on 127.0.0.1.
  public static LabCoreConfig standalone() {
    return new LabCoreConfig(
        local(5060),
        List.of("example.org"),
        Set.of(),
        "im.example.org",
        List.of(local(5090)),
        List.of(local(5070)),
        List.of(local(5080)),
        true,
        false,
        false,
        Duration.ofHours(2));
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  public LabCoreConfig withListen(InetSocketAddress changed) {
    return new LabCoreConfig(
        changed,
        domains,
        users,
        imDomain,
        controlling,
        originating,
        terminating,
        thirdPartyRegister,
        participating,
        untaggedMessages,
        longestRegistration);
  }

  public LabCoreConfig withUsers(Set<String> changed) {
    return new LabCoreConfig(
        listen,
        domains,
        changed,
        imDomain,
        controlling,
        originating,
        terminating,
        thirdPartyRegister,
        participating,
        untaggedMessages,
        longestRegistration);
  }

  public LabCoreConfig withDomains(List<String> changed, String changedImDomain) {
    return new LabCoreConfig(
        listen,
        changed,
        users,
        changedImDomain,
        controlling,
        originating,
        terminating,
        thirdPartyRegister,
        participating,
        untaggedMessages,
        longestRegistration);
  }

  /// The IM Server's ports.
  public LabCoreConfig withImServer(
      List<InetSocketAddress> changedControlling,
      List<InetSocketAddress> changedOriginating,
      List<InetSocketAddress> changedTerminating) {
    return new LabCoreConfig(
        listen,
        domains,
        users,
        imDomain,
        changedControlling,
        changedOriginating,
        changedTerminating,
        thirdPartyRegister,
        participating,
        untaggedMessages,
        longestRegistration);
  }

  public LabCoreConfig withThirdPartyRegister(boolean changed) {
    return new LabCoreConfig(
        listen,
        domains,
        users,
        imDomain,
        controlling,
        originating,
        terminating,
        changed,
        participating,
        untaggedMessages,
        longestRegistration);
  }

  public LabCoreConfig withParticipating(boolean changed) {
    return new LabCoreConfig(
        listen,
        domains,
        users,
        imDomain,
        controlling,
        originating,
        terminating,
        thirdPartyRegister,
        changed,
        untaggedMessages,
        longestRegistration);
  }

  public LabCoreConfig withUntaggedMessages(boolean changed) {
    return new LabCoreConfig(
        listen,
        domains,
        users,
        imDomain,
        controlling,
        originating,
        terminating,
        thirdPartyRegister,
        participating,
        changed,
        longestRegistration);
  }
}
