// The stand-in for parser_hint.cpp on small boards: errors say "invalid syntax" where CPython has
// a hint, and name what cannot be assigned to.

#include "lang/parser_impl.h"

namespace ts::lang {

bool ParserImpl::hint_for_token(NodeId) { return false; }
bool ParserImpl::hint_for_operand() { return false; }
bool ParserImpl::wrong_named(NodeId) { return false; }
bool ParserImpl::wrong_equal(NodeId) { return false; }
bool ParserImpl::unfinished_attribute() { return false; }

bool ParserImpl::statement_in_conditional() {
  advance();
  return false;
}

void ParserImpl::invalid_annotation_target(NodeId target) {
  error_at_node(target, {"illegal target for annotation"});
}

void ParserImpl::invalid_assignment(NodeId, NodeId bad) {
  error_at_node(bad, {"cannot assign to ", describe(bad)});
}

void ParserImpl::invalid_augmented_target(NodeId target) {
  error_at_node(target,
                {"'", describe(target), "' is an illegal expression for augmented assignment"});
}

}  // namespace ts::lang
