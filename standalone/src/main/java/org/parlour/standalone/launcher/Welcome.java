package org.parlour.standalone.launcher;

import java.util.Locale;

/// What someone who arrives today needs to know, once everything is ready.
final class Welcome {
  private static final String LOOPBACK = "127.0.0.1";

  private Welcome() {}

  static String text(SuiteAddresses at, DataDirectory data, double seconds) {
    String text =
        """

        Parlour is ready after %1$.1f s.

          Chat now, from another terminal
            ./parlour demo                                    a conversation plays by itself
            ./parlour chat --user alice --invite bob,carol    talk yourself

          Users      alice bob carol dave erin   at example.org, the password is the user's name
          Groups     sip:lobby@im.example.org    anybody may join
                     sip:team@im.example.org     alice, bob, carol: whoever joins, the others are invited
          Ad hoc     sip:conference-factory@im.example.org

          SIP        %2$s:%3$d UDP and TCP: where clients register (the lab core)
                     %4$d originating, %5$d terminating, %6$d controlling: the IM server's side
          MSRP       %2$s:%7$d TCP, %14$d TLS, %15$d WebSocket, %16$d secure WebSocket

          Console    %8$s/   in a browser: user admin, password admin
          REST       user admin, password admin
            groups, users    %8$s/api/v1/groups
            live sessions    %9$s/api/v1/sessions
            conversations    %10$s/api/v1/conversations
            descriptions     %8$s/v3/api-docs   (also at the other two)
          Metrics    %11$s/actuator/prometheus   (also at the other four)

          Data       %12$s   (kept; --fresh starts empty)
          Log        %13$s

          Ctrl-C stops everything.

        """;
    return String.format(
        Locale.ROOT,
        text,
        seconds,
        LOOPBACK,
        at.labCorePort(),
        at.originatingPort(),
        at.terminatingPort(),
        at.controllingPort(),
        at.msrpPort(),
        at.xdm(),
        at.conference(),
        at.history(),
        at.edge(),
        data.path(),
        data.logs().resolve("parlour.log"),
        at.msrpTlsPort(),
        at.msrpWebPort(),
        at.msrpSecureWebPort());
  }
}
