package org.parlour.standalone.launcher;

import java.util.List;
import org.parlour.conference.ConferenceApplication;
import org.parlour.edge.EdgeApplication;
import org.parlour.history.HistoryApplication;
import org.parlour.mswitch.SwitchApplication;
import org.parlour.xdm.XdmApplication;

/// The five services of the suite.
enum Service {
  XDM_ADAPTER("xdm-adapter", XdmApplication.class, SuitePort.HTTP_XDM),
  HISTORY("history", HistoryApplication.class, SuitePort.HTTP_HISTORY),
  CONFERENCE("conference", ConferenceApplication.class, SuitePort.HTTP_CONFERENCE),
  MSRP_SWITCH("msrp-switch", SwitchApplication.class, SuitePort.HTTP_SWITCH),
  SIP_EDGE("sip-edge", EdgeApplication.class, SuitePort.HTTP_EDGE);

  static final List<Service> ALL = List.of(values());

  private final String label;
  private final Class<?> application;
  private final SuitePort http;

  Service(String label, Class<?> application, SuitePort http) {
    this.label = label;
    this.application = application;
    this.http = http;
  }

  /// The name in its configuration file, its metrics and its log.
  String label() {
    return label;
  }

  /// Its Spring Boot application.
  Class<?> application() {
    return application;
  }

  SuitePort http() {
    return http;
  }

  /// Whether it keeps anything in the database.
  boolean usesDatabase() {
    return this == XDM_ADAPTER || this == HISTORY;
  }
}
