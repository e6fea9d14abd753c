package org.parlour.conference.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PartMapProperties {
  @Property
  void is_an_ordered_map(@ForAll @Size(max = 200) List<@IntRange(max = 80) Integer> keys) {
    Map<String, Integer> model = new TreeMap<>();
    PartMap<Integer> map = PartMap.empty();
    for (int i = 0; i < keys.size(); i++) {
      String key = "k" + keys.get(i);
      if (i % 3 == 2) {
        model.remove(key);
        map = map.without(key);
      } else {
        model.put(key, i);
        map = map.with(key, i);
      }
      assertThat(map.size()).isEqualTo(model.size());
    }
    assertThat(map.values()).containsExactlyElementsOf(model.values());
  }

  @Property
  void finds_exactly_what_changed(
      @ForAll @Size(max = 60) List<@IntRange(max = 80) Integer> first,
      @ForAll @Size(max = 60) List<@IntRange(max = 80) Integer> then) {
    PartMap<Object> before = PartMap.empty();
    for (int key : first) {
      before = before.with("k" + key, new Object());
    }
    PartMap<Object> after = before;
    for (int i = 0; i < then.size(); i++) {
      String key = "k" + then.get(i);
      after = i % 2 == 0 ? after.with(key, new Object()) : after.without(key);
    }
    Map<String, Object> replayed = new HashMap<>();
    before.forEach(replayed::put);
    int[] told = {0};

    PartMap<Object> old = before;
    PartMap<Object> now = after;
    after.changes(
        before,
        (key, value) -> {
          told[0]++;
          assertThat(old.get(key)).isNotSameAs(now.get(key));
          if (value == null) {
            replayed.remove(key);
          } else {
            replayed.put(key, value);
          }
        });

    Map<String, Object> expected = new HashMap<>();
    after.forEach(expected::put);
    assertThat(replayed).isEqualTo(expected);
    assertThat(told[0]).isLessThanOrEqualTo(then.size());
  }
}
