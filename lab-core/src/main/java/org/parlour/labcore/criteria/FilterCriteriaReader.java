package org.parlour.labcore.criteria;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.parlour.labcore.criteria.ServicePointTrigger.Condition;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Reads an `IMSSubscription`, or a document with `InitialFilterCriteria` anywhere in it. No DTDs,
/// no external entities.
public final class FilterCriteriaReader {
  private FilterCriteriaReader() {}

  /// The criteria shipped with the product, resource `/ifc/im-user.xml`.
  public static FilterCriteria shipped() {
    return resource("/ifc/im-user.xml");
  }

  /// The criterion that sends MESSAGE without the IM feature tag to the IM Server (C.1-NOTE2).
  public static FilterCriteria untagged() {
    return resource("/ifc/untagged-message.xml");
  }

  private static FilterCriteria resource(String name) {
    try (InputStream in = FilterCriteriaReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IOException when it is not XML
  /// @throws IllegalArgumentException when a criterion cannot be understood, with the reason
  public static FilterCriteria read(InputStream in) throws IOException {
    NodeList found = parse(in).getElementsByTagName("InitialFilterCriteria");
    List<FilterCriterion> criteria = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      criteria.add(criterion((Element) found.item(i)));
    }
    return new FilterCriteria(criteria);
  }

  private static Document parse(InputStream in) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(in);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("filter criteria: " + e.getMessage(), e);
    }
  }

  private static FilterCriterion criterion(Element element) {
    Element server = child(element, "ApplicationServer");
    if (server == null) {
      throw new IllegalArgumentException("InitialFilterCriteria without ApplicationServer");
    }
    Element point = child(element, "TriggerPoint");
    List<ServicePointTrigger> triggers = new ArrayList<>();
    if (point != null) {
      for (Element spt : children(point, "SPT")) {
        triggers.add(trigger(spt));
      }
    }
    String part = text(element, "ProfilePartIndicator", "");
    return new FilterCriterion(
        Integer.parseInt(text(element, "Priority", "0")),
        point != null && text(point, "ConditionTypeCNF", "1").matches("1|true"),
        triggers,
        text(server, "ServerName", ""),
        text(server, "DefaultHandling", "0").equals("1"),
        part.isEmpty() ? null : part.equals("0"));
  }

  private static ServicePointTrigger trigger(Element spt) {
    Set<Integer> groups = new HashSet<>();
    for (Element group : children(spt, "Group")) {
      groups.add(Integer.parseInt(group.getTextContent().strip()));
    }
    boolean negated = text(spt, "ConditionNegated", "0").matches("1|true");
    return new ServicePointTrigger(groups.isEmpty() ? Set.of(0) : groups, negated, condition(spt));
  }

  private static Condition condition(Element spt) {
    Element header = child(spt, "SIPHeader");
    Element description = child(spt, "SessionDescription");
    if (child(spt, "Method") != null) {
      return new ServicePointTrigger.MethodIs(text(spt, "Method", ""), registrations(spt));
    }
    if (child(spt, "RequestURI") != null) {
      return new ServicePointTrigger.RequestUriMatches(
          Pattern.compile(text(spt, "RequestURI", "")));
    }
    if (child(spt, "SessionCase") != null) {
      return new ServicePointTrigger.SessionCaseIs(Integer.parseInt(text(spt, "SessionCase", "")));
    }
    if (header != null) {
      String content = text(header, "Content", "");
      return new ServicePointTrigger.HeaderMatches(
          Pattern.compile(text(header, "Header", ""), Pattern.CASE_INSENSITIVE),
          content.isEmpty() ? null : Pattern.compile(content));
    }
    if (description != null) {
      return new ServicePointTrigger.DescriptionMatches(
          text(description, "Line", ""), Pattern.compile(text(description, "Content", "")));
    }
    throw new IllegalArgumentException(
        "SPT: no condition (expected: Method, RequestURI, SIPHeader, SessionCase or"
            + " SessionDescription)");
  }

  private static Set<RegistrationType> registrations(Element spt) {
    Set<RegistrationType> types = new HashSet<>();
    Element extension = child(spt, "Extension");
    if (extension != null) {
      for (Element type : children(extension, "RegistrationType")) {
        types.add(RegistrationType.values()[Integer.parseInt(type.getTextContent().strip())]);
      }
    }
    return types;
  }

  private static @Nullable Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name, String otherwise) {
    Element element = child(parent, name);
    return element == null ? otherwise : element.getTextContent().strip();
  }
}
