package org.parlour.labcore.criteria;

/// What a REGISTER did; the order is that of the XML's numbers.
public enum RegistrationType {
  INITIAL,
  REFRESH,
  DEREGISTRATION
}
