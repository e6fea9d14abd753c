package org.parlour.xdm.support;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.parlour.support.ServiceRunner;
import org.parlour.xdm.XdmApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The service with small limits, a database and a broker of its own, and those who use it; one a
/// JVM.
public final class RunningXcap {
  public static final int MAX_BYTES = 100_000;
  public static final int MAX_DOCUMENTS = 30;
  private static final String PASSWORD = "for-this-test";
  private static final ConfigurableApplicationContext SERVICE = start();

  private RunningXcap() {}

  public static int port() {
    return Integer.parseInt(SERVICE.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public static XcapClient alice() {
    return new XcapClient(port(), "alice@example.org", "alice");
  }

  public static XcapClient bob() {
    return new XcapClient(port(), "sip:bob@example.org", "bob:s");
  }

  /// In no group.
  public static XcapClient dora() {
    return new XcapClient(port(), "dora@example.org", "dora");
  }

  /// Of another domain, and in no group.
  public static XcapClient eve() {
    return new XcapClient(port(), "eve@example.net", "eve");
  }

  public static RestClient admin() {
    return new RestClient(port(), PASSWORD);
  }

  /// What a counter says.
  public static double count(String meter, String tag, String value) {
    @Nullable Counter counter =
        SERVICE.getBean(MeterRegistry.class).find(meter).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  /// It ends with the JVM.
  private static ConfigurableApplicationContext start() {
    TestDatabase database = TestDatabase.create();
    return ServiceRunner.run(
        "xdm-adapter",
        XdmApplication.class,
        "--server.port=0",
        "--server.tomcat.connection-timeout=2s",
        "--im.kafka.bootstrap-servers=" + TestBroker.address(),
        "--im.kafka.small-topics=true",
        "--im.xdm.xcap.test-app=true",
        "--im.xdm.xcap.generic[drafts].namespace=urn:drafts",
        "--im.xdm.xcap.max-bytes=" + MAX_BYTES,
        "--im.xdm.xcap.max-documents=" + MAX_DOCUMENTS,
        "--im.xdm.xcap.passwords[alice@example.org]=alice",
        "--im.xdm.xcap.passwords[bob@example.org]=bob:s",
        "--im.xdm.xcap.passwords[dora@example.org]=dora",
        "--im.xdm.xcap.passwords[eve@example.net]=eve",
        "--im.admin.password=" + PASSWORD,
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password());
  }
}
