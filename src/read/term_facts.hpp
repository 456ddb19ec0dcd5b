#pragma once
// locarno/read/term_facts.hpp -- what rules ask of a term most, beside its words: a small row instead of five strings.
#include "model/codebook.hpp"
#include "read/cls.hpp"

namespace locarno::read {

struct TermFacts {
  Cls cls;
  ActorId actor;
  TermKind kind = TermKind::actor;
};
TermFacts facts_of(const Term& term);

}  // namespace locarno::read
