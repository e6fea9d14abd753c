package org.parlour.benchmarks.msrp;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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
import org.parlour.mswitch.session.Time;
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

  /// @param kafka bootstrap servers; null where nothing is recorded
  SwitchServer(@Nullable String kafka) {
    SwitchProperties properties =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("im.msrp.port", "0", "im.msrp.bind", Room.HOST)))
            .bindOrCreate("im.msrp", SwitchProperties.class);
    Backbone backbone =
        kafka == null ? new NoBackbone() : KafkaLink.to(kafka, properties.publishBuffer());
    SwitchMetrics metrics =
        new SwitchMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    server = new MsrpServer(properties, INCARNATION, backbone, metrics, Time.SYSTEM);
    server.start();
  }

  @Override
  public int port() {
    return server.port();
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

  private MediaLeg description(Room room, int leg) {
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

  private static AggregateKey key(Room room) {
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
