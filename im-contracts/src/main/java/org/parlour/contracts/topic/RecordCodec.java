package org.parlour.contracts.topic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.time.Instant;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.MediaLine;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.dataformat.cbor.CBORMapper;

/// The wire form of every record and of every stored state: CBOR (RFC 8949) with the type's name in
/// it. Unknown fields are tolerated, so that an older release reads what a newer one wrote; an
/// unknown type is a poison record.
///
/// Thread-safe.
public final class RecordCodec {
  private static final long NANOS = 1_000_000_000;

  private static final ObjectMapper MAPPER =
      CBORMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(
              new SimpleModule("parlour")
                  .addSerializer(ImAddress.class, new AddressWriter())
                  .addDeserializer(ImAddress.class, new AddressReader())
                  .addSerializer(Instant.class, new InstantWriter())
                  .addDeserializer(Instant.class, new InstantReader()))
          .addMixIn(MediaLine.class, NamedType.class)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private RecordCodec() {}

  /// @param declared the sealed root of the value's type, which decides how its name is written
  public static <V> byte[] encode(Class<V> declared, V value) {
    return MAPPER.writerFor(declared).writeValueAsBytes(value);
  }

  /// @throws MalformedRecordException when `bytes` are no `V`, with the reason
  public static <V> V decode(Class<V> declared, byte[] bytes) throws MalformedRecordException {
    try {
      V value = MAPPER.readValue(bytes, declared);
      if (value == null) {
        throw new IOException("null");
      }
      return value;
    } catch (JacksonException | IOException e) {
      throw new MalformedRecordException(declared.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /// Sealed types of `im-protocol` know nothing of our wire form: their names are added here.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
  private interface NamedType {}

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

  /// Nanoseconds since the epoch, in one number: a tenth of the cost of RFC 3339 text, good until
  /// 2262.
  private static final class InstantWriter extends StdSerializer<Instant> {
    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
      out.writeNumber(
          Math.addExact(Math.multiplyExact(value.getEpochSecond(), NANOS), value.getNano()));
    }
  }

  private static final class InstantReader extends StdDeserializer<Instant> {
    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
      long nanos = in.getLongValue();
      return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
  }
}
