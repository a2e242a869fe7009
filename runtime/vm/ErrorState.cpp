#include "ErrorState.h"

namespace aqua::vm {

using value::Value;

namespace {

Value notAnError() {
  return Value::object({{"error_code", Value::integer(0)}, {"message", Value::string("")}});
}

Value errorObject(const Error& error, const Raiser& raiser, Raiser::Naming naming) {
  std::vector<value::Member> members = {
      {"error_code", Value::integer(error.code)},
      {"instruction", Value::string(raiser.instruction)},
      {"message", Value::string(error.message)},
  };
  if (naming == Raiser::Naming::Peer) members.push_back({"peer_id", Value::string(raiser.peer)});
  return Value::object(std::move(members));
}

/// A failed comparison is how conditions are written, so it does not count as a last error.
bool isComparison(const Error& error) {
  return error.code == matchValuesNotEqualCode || error.code == mismatchValuesEqualCode;
}

} // namespace

ErrorState::ErrorState(trace::TetrapletRef literal)
    : literal_(std::move(literal)), error_{notAnError(), literal_}, last_(error_) {}

bool ErrorState::wouldNote(const Error& error) const {
  return error.isCatchable() && (errorOpen_ || (lastOpen_ && !isComparison(error)));
}

void ErrorState::note(const Error& error, const Raiser& raiser) {
  const trace::TetrapletRef& tetraplet = raiser.tetraplet ? raiser.tetraplet : literal_;
  if (lastOpen_ && error.isCatchable() && !isComparison(error)) {
    last_ = {errorObject(error, raiser, Raiser::Naming::Peer), tetraplet};
    lastOpen_ = false;
  }
  if (errorOpen_ && error.isCatchable()) {
    error_ = {errorObject(error, raiser, raiser.naming), tetraplet};
    caught_.reset();
  }
  errorOpen_ = false;
}

void ErrorState::setLast(ErrorValue value) {
  last_ = std::move(value);
  lastOpen_ = false;
}

void ErrorState::enterHandler(Error error) {
  lastOpen_ = true;
  caught_ = std::move(error);
  errorOpen_ = true;
}

void ErrorState::leaveHandler(HandlerEnd end) {
  if (errorOpen_) {
    error_ = {notAnError(), literal_};
    caught_.reset();
  }
  if (end == HandlerEnd::Fine) errorOpen_ = true;
}

} // namespace aqua::vm
