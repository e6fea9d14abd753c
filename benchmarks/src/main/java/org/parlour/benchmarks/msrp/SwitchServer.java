package org.parlour.benchmarks.msrp;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.mswitch.backbone.Backbone;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.pipeline.MsrpServer;
import org.parlour.mswitch.session.Sessions;
import org.parlour.mswitch.session.Time;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.Direction;
import org.parlour.support.observe.Origin;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The switch as it ships, with its default settings, told by the benchmark instead of the
/// conference what to do.
final class SwitchServer implements MeasuredServer {
  private static final int INCARNATION = 1;

  private final MsrpServer server;

  SwitchServer(SwitchProperties properties, Backbone backbone) {
    SwitchMetrics metrics =
        new SwitchMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    server = new MsrpServer(properties, INCARNATION, backbone, metrics, Time.SYSTEM);
    server.start();
  }

  /// With default settings, on a port for each carrier.
  ///
  /// @param kafka bootstrap servers; null where nothing is recorded
  static SwitchServer recordingTo(@Nullable String kafka) {
    SwitchProperties properties = properties(new ServerKeys().settings());
    Backbone backbone =
        kafka == null ? new NoBackbone() : KafkaLink.to(kafka, properties.publishBuffer());
    return new SwitchServer(properties, backbone);
  }

  /// @param settings below `im.msrp` that are not those by default
  static SwitchProperties properties(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("im.msrp.port", "0");
    all.put("im.msrp.bind", Room.HOST);
    settings.forEach((name, value) -> all.put("im.msrp." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bindOrCreate("im.msrp", SwitchProperties.class);
  }

  Sessions sessions() {
    return server.sessions();
  }

  @Override
  public int port(Carrier carrier) {
    return server.port(carrier);
  }

  @Override
  public void open(Room room) {
    ImAddress session = ImAddress.parse(room.session());
    List<MediaLeg> legs =
        IntStream.range(0, room.legs()).mapToObj(leg -> description(room, leg)).toList();
    String recording = room.recorded() ? room.name() : null;
    server
        .sessions()
        .apply(
            new SwitchCommand.OpenSession(
                key(room), session, 1, 1, INCARNATION, session, recording, legs, null),
            Origin.NONE);
  }

  MediaLeg description(Room room, int leg) {
    ImAddress participant = ImAddress.parse(room.participant(leg));
    return new MediaLeg(
        Integer.toString(leg),
        room.local(leg, port()),
        List.of(room.remote(leg)),
        participant,
        participant,
        null,
        List.of("message/cpim"),
        List.of("*"),
        null,
        Direction.SENDRECV,
        false,
        true,
        true,
        null,
        false);
  }

  static AggregateKey key(Room room) {
    return new AggregateKey(room.session());
  }

  @Override
  public void closeRoom(Room room) {
    ImAddress session = ImAddress.parse(room.session());
    server.sessions().apply(new SwitchCommand.CloseSession(key(room), session, 1, 2), Origin.NONE);
  }

  @Override
  public void close() {
    server.close();
  }
}
