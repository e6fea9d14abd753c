package org.parlour.bench.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.parlour.bench.MeanTime;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.MediaLine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// The wire form of our records against the same records as JSON: what an INVITE costs to write and
/// to read. The sizes are printed once, at set-up.
@State(Scope.Benchmark)
public class RecordFormatBenchmark extends MeanTime {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addMixIn(MediaLine.class, Named.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(ImAddress.class, new AddressWriter())
                  .addDeserializer(ImAddress.class, new AddressReader()))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final SipRequest invite = Samples.invite();
  private byte[] cbor = {};
  private byte[] json = {};

  @Setup
  public void write() {
    cbor = RecordCodec.encode(SignallingInput.class, invite);
    json = JSON.writerFor(SignallingInput.class).writeValueAsBytes(invite);
    System.out.printf("INVITE: CBOR %d octets, JSON %d octets%n", cbor.length, json.length);
  }

  @Benchmark
  public byte[] writeCbor() {
    return RecordCodec.encode(SignallingInput.class, invite);
  }

  @Benchmark
  public byte[] writeJson() {
    return JSON.writerFor(SignallingInput.class).writeValueAsBytes(invite);
  }

  @Benchmark
  public SignallingInput readCbor() throws MalformedRecordException {
    return RecordCodec.decode(SignallingInput.class, cbor);
  }

  @Benchmark
  public SignallingInput readJson() {
    return JSON.readValue(json, SignallingInput.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
  private interface Named {}

  private static final class AddressWriter extends StdSerializer<ImAddress> {
    AddressWriter() {
      super(ImAddress.class);
    }

    @Override
    public void serialize(ImAddress value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.toString());
    }
  }

  private static final class AddressReader extends StdDeserializer<ImAddress> {
    AddressReader() {
      super(ImAddress.class);
    }

    @Override
    public ImAddress deserialize(JsonParser in, DeserializationContext context) {
      return ImAddress.parse(in.getString());
    }
  }
}
