package org.parlour.xdm.usage;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.usage.Unchanged.Repeated;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapError;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.ExpandedName;
import org.parlour.xdm.xml.XmlDocument;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Validates against schemas of this module (RFC 4825 §8.2.5). Thread-safe.
final class SchemaCheck implements DocumentCheck {
  private static final int MOST_IDLE = 16;

  /// Shorter documents are validated sooner than compared.
  private static final int LONG = 16 * 1024;

  private final ExpandedName root;
  private final @Nullable Repeated repeated;
  private final Schema schema;
  private final OnePass onePass;

  /// To make one takes longer than to validate a small document. One that failed is not used again.
  private final Queue<Validator> idle = new ArrayBlockingQueue<>(MOST_IDLE);

  /// @param root the only root element of these documents; a schema has others too
  /// @param repeated of which long documents are made; null for nothing
  /// @param names of files under `schema`, those first that others need
  SchemaCheck(ExpandedName root, @Nullable Repeated repeated, String... names) {
    this.root = root;
    this.repeated = repeated;
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    try {
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      this.schema =
          factory.newSchema(Stream.of(names).map(SchemaCheck::source).toArray(Source[]::new));
    } catch (SAXException e) {
      throw new IllegalStateException("schemas cannot be read: " + String.join(", ", names), e);
    }
    this.onePass = new OnePass(root, schema);
  }

  private static Source source(String name) {
    @Nullable URL file = SchemaCheck.class.getResource("/schema/" + name + ".xsd");
    if (file == null) {
      throw new IllegalStateException("schema is missing: " + name);
    }
    return new StreamSource(file.toExternalForm());
  }

  /// Reads a document that passes, sooner than it is parsed and then checked.
  ///
  /// @param before as for [#check]
  /// @return empty where one has to do just that, which also says what is wrong
  Optional<XmlDocument> read(@Nullable XmlDocument before, byte[] body) {
    try {
      String text = XmlDocument.decoded(body);
      boolean taken = (before == null || !isCompared(text)) && onePass.takes(text);
      return taken ? Optional.of(XmlDocument.checked(text)) : Optional.empty();
    } catch (BrokenXmlException e) {
      return Optional.empty();
    }
  }

  @Override
  public void check(@Nullable XmlDocument before, XmlDocument document) {
    if (!document.root().name().equals(root)) {
      throw invalid("root element: " + document.root().name() + " (expected: " + root + ")");
    }
    try {
      Validator validator = validator();
      validator.validate(new StreamSource(new StringReader(unchecked(before, document))));
      boolean _ = idle.offer(validator);
    } catch (SAXParseException e) {
      throw invalid("line " + e.getLineNumber() + ": " + e.getMessage());
    } catch (SAXException | IOException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private String unchecked(@Nullable XmlDocument before, XmlDocument document) {
    return withoutMark(
        before != null && repeated != null && isCompared(document.text())
            ? Unchanged.left(before, document, repeated)
            : document.text());
  }

  private boolean isCompared(String text) {
    return repeated != null && text.length() >= LONG;
  }

  private Validator validator() throws SAXException {
    @Nullable Validator used = idle.poll();
    if (used != null) {
      return used;
    }
    Validator made = schema.newValidator();
    made.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    made.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    made.setErrorHandler(new FirstError());
    return made;
  }

  /// A reader of characters takes a byte order mark for one.
  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static XcapConflictException invalid(String phrase) {
    return new XcapConflictException(new XcapError.SchemaValidation(phrase));
  }

  /// Ends validation at the first error, and says nothing on standard error.
  private static final class FirstError implements ErrorHandler {
    @Override
    public void warning(SAXParseException warning) {}

    @Override
    public void error(SAXParseException error) throws SAXException {
      throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }
}
