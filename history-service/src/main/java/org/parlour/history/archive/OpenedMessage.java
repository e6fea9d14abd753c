package org.parlour.history.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.cpim.CpimMessage;

/// A message taken out of its envelope.
///
/// @param contentType of the content, with parameters; of the envelope itself when it cannot be
///     opened
/// @param content a view of the body, not a copy
record OpenedMessage(String contentType, ByteBuffer content) {
  private static final String CPIM = "message/cpim";
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)\"?", Pattern.CASE_INSENSITIVE);

  /// Opens `body`. What cannot be opened is kept as it is: the archive refuses nothing that was
  /// said.
  static OpenedMessage of(String envelopeType, byte[] body) {
    if (!mediaType(envelopeType).equals(CPIM)) {
      return unopened(envelopeType, body);
    }
    try {
      CpimMessage message = CpimMessage.read(body);
      return new OpenedMessage(Texts.storable(message.contentType()), message.content());
    } catch (MalformedBodyException e) {
      return unopened(envelopeType, body);
    }
  }

  private static OpenedMessage unopened(String envelopeType, byte[] body) {
    return new OpenedMessage(Texts.storable(envelopeType), ByteBuffer.wrap(body));
  }

  /// A copy of the content.
  byte[] octets() {
    byte[] copy = new byte[content.remaining()];
    content.get(content.position(), copy);
    return copy;
  }

  /// The content as text; empty when it is no text type, not in its charset, or has a NUL in it.
  Optional<String> text() {
    if (!isTextual(mediaType(contentType))) {
      return Optional.empty();
    }
    Charset charset = charset(contentType);
    if (charset == null) {
      return Optional.empty();
    }
    try {
      String text = charset.newDecoder().decode(content.duplicate()).toString();
      return Optional.of(text).filter(Texts::isStorable);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isTextual(String type) {
    return type.startsWith("text/") || type.endsWith("+xml") || type.endsWith("/json");
  }

  private static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Charset charset(String contentType) {
    Matcher found = CHARSET.matcher(contentType);
    if (!found.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(found.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
