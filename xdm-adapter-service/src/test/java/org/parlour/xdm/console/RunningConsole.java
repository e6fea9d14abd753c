package org.parlour.xdm.console;

import org.parlour.support.ServiceRunner;
import org.parlour.xdm.XdmApplication;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;

/// The service with a database and a broker of its own, and a [FakeConference] beside it; one a
/// JVM.
public final class RunningConsole {
  public static final String PASSWORD = "for-this-test";
  static final FakeConference CONFERENCE = FakeConference.start();

  private static final int PORT = start();

  private RunningConsole() {}

  public static int port() {
    return PORT;
  }

  public static RestClient rest() {
    return new RestClient(PORT, PASSWORD);
  }

  /// It ends with the JVM.
  private static int start() {
    TestDatabase database = TestDatabase.create();
    ConfigurableApplicationContext service =
        ServiceRunner.run(
            "xdm-adapter",
            XdmApplication.class,
            "--server.port=0",
            "--im.kafka.bootstrap-servers=" + TestBroker.address(),
            "--im.kafka.small-topics=true",
            "--im.admin.password=" + PASSWORD,
            "--im.xdm.demo-groups=true",
            "--im.xdm.console.sessions-url=" + CONFERENCE.url(),
            "--im.xdm.console.page-size=5",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password());
    return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
  }
}
