package org.parlour.contracts.sip;

/// A Reason header (RFC 3326) of protocol `SIP`.
public record Reason(int cause, String text) {}
