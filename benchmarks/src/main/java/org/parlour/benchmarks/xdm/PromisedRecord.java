package org.parlour.benchmarks.xdm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupContent;
import org.parlour.xdm.document.GroupPlace;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;

/// What the service publishes of a group, made beforehand, so that it has as many octets.
final class PromisedRecord {
  private static final long PATIENCE_SECONDS = 6;

  private final byte[] value = RecordCodec.encode(SignallingInput.class, document());
  private final Producer<byte[], byte[]> producer;

  PromisedRecord(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  private static GroupDocument document() {
    try {
      XmlDocument text = XmlDocument.parse(Documents.group(0, 0));
      GroupContent content = GroupContent.of(new GroupPlace("sip:u0@example.org", "g0"), text);
      return new GroupDocument(
          Instant.now(), ImAddress.parse(content.uri()), 100_000, content.definition());
    } catch (BrokenXmlException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns when Kafka has it.
  ///
  /// @param key of the group: its records stay in order
  /// @throws IllegalStateException when that cannot be said
  void publish(String key) {
    try {
      producer
          .send(new ProducerRecord<>(TopicCatalogue.SIGNALLING.name(), key.getBytes(UTF_8), value))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
