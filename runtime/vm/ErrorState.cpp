#include "ErrorState.h"

#include "air/Print.h"

namespace aqua::vm {

using value::Value;

namespace {

Value notAnError() {
  return Value::object({{"error_code", Value::integer(0)}, {"message", Value::string("")}});
}

/// A failed comparison is how conditions are written, so it does not count as a last error.
bool isComparison(const Error& error) {
  return error.code == matchValuesNotEqualCode || error.code == mismatchValuesEqualCode;
}

} // namespace

ErrorState::ErrorState(const air::Script& script, llvm::StringRef currentPeer,
                       trace::TetrapletRef literal)
    : script_(script), currentPeer_(currentPeer), literal_(std::move(literal)) {}

void ErrorState::note(const Error& error, const air::Instruction& raiser,
                      const trace::TetrapletRef& tetraplet) {
  if (!error.isCatchable()) return;
  if (lastOpen_ && !isComparison(error)) {
    last_ = Noted{&raiser, error.code, error.message, tetraplet};
    lastOpen_ = false;
  }
  if (errorOpen_) {
    error_ = Noted{&raiser, error.code, error.message, tetraplet};
    caught_.reset();
  }
  errorOpen_ = false;
}

ErrorValue ErrorState::error() const {
  const auto* noted = std::get_if<Noted>(&error_);
  const bool namesPeer = noted && llvm::isa<air::Call, air::Canon>(noted->raiser);
  return valueOf(error_, namesPeer ? Naming::Peer : Naming::NoPeer);
}

ErrorValue ErrorState::lastError() const {
  return valueOf(last_, Naming::Peer);
}

ErrorValue ErrorState::valueOf(const Source& source, Naming naming) const {
  if (const auto* value = std::get_if<ErrorValue>(&source)) return *value;
  const auto* noted = std::get_if<Noted>(&source);
  if (!noted) return {notAnError(), literal_};
  std::vector<value::Member> members = {
      {"error_code", Value::integer(noted->code)},
      {"instruction", Value::string(air::headText(script_, *noted->raiser))},
      {"message", Value::string(noted->message)},
  };
  const llvm::StringRef peer = noted->tetraplet ? noted->tetraplet->peer : currentPeer_;
  if (naming == Naming::Peer) members.emplace_back("peer_id", Value::string(peer));
  return {Value::object(std::move(members)), noted->tetraplet ? noted->tetraplet : literal_};
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
    error_ = {};
    caught_.reset();
  }
  if (end == HandlerEnd::Fine) errorOpen_ = true;
}

} // namespace aqua::vm
