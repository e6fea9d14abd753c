package org.parlour.xdm.document;

import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;

/// One entry of a group's list.
@Embeddable
class MemberRow {
  String address;

  @Nullable String nickname;

  MemberRow(Member member) {
    this.address = member.address().canonical().toString();
    this.nickname = member.nickname();
  }

  @SuppressWarnings("NullAway.Init")
  protected MemberRow() {}

  Member toRecord() {
    return new Member(ImAddress.parse(address), nickname);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof MemberRow other
        && address.equals(other.address)
        && Objects.equals(nickname, other.nickname);
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, nickname);
  }
}
