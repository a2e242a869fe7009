#include <map>

#include "Cid.h"
#include "DataJson.h"
#include "llvm/ADT/DenseSet.h"

namespace aqua::trace {
namespace {

using value::Member;
using value::Value;

using Store = std::map<std::string, Value>;

Value storeValue(const Store& store) {
  return Value::object({store.begin(), store.end()});
}

Value wrapped(const char* key, Value content) {
  return Value::object({{key, std::move(content)}});
}

class DataWriter {
public:
  Value write(const Data& data) {
    std::vector<Value> trace;
    for (const State& state : data.trace())
      trace.push_back(write(state));
    writeCanons();
    return Value::object({
        {"cid_info", Value::object({
                         {"value_store", storeValue(values_)},
                         {"tetraplet_store", storeValue(tetraplets_)},
                         {"service_result_store", storeValue(results_)},
                         {"canon_element_store", storeValue(elements_)},
                         {"canon_result_store", storeValue(canons_)},
                     })},
        {"lcid", Value::integer(data.lastRequest())},
        {"trace", Value::array(std::move(trace))},
    });
  }

private:
  Value write(const State& state) {
    if (const auto* call = std::get_if<CallState>(&state); call && call->result)
      return wrapped("call", finished(*call));
    if (const auto* canon = std::get_if<CanonState>(&state); canon && canon->result)
      return wrapped("canon", wrapped("executed", add(canon->result)));
    return readable(state);
  }

  Value finished(const CallState& call) {
    switch (call.kind) {
    case CallState::Kind::Unused:
      return wrapped("executed", wrapped("unused", add(call.result->value)));
    case CallState::Kind::Failed: return wrapped("failed", add(*call.result));
    case CallState::Kind::Scalar: return wrapped("executed", wrapped("scalar", add(*call.result)));
    case CallState::Kind::Stream:
      return wrapped("executed", wrapped("stream", Value::object({
                                                       {"cid", add(*call.result)},
                                                       {"generation", Value::integer(call.number)},
                                                   })));
    case CallState::Kind::SentBy:
    case CallState::Kind::Requested: break;
    }
    llvm_unreachable("it has a result");
  }

  // Each `add` gives the content id.

  Value add(const Value& value) {
    const std::string text = value::toJson(value);
    const std::string cid = cidOfText(text);
    values_.try_emplace(cid, Value::string(text));
    return Value::string(cid);
  }

  Value add(const Tetraplet& tetraplet) {
    const std::string cid = cidOf(tetraplet);
    tetraplets_.try_emplace(cid, Value::object({
                                     {"peer_pk", Value::string(tetraplet.peer)},
                                     {"service_id", Value::string(tetraplet.service)},
                                     {"function_name", Value::string(tetraplet.function)},
                                     {"lens", Value::string(tetraplet.lens)},
                                 }));
    return Value::string(cid);
  }

  Value add(const ServiceResult& result) {
    const std::string cid = cidOf(result);
    if (!results_.contains(cid))
      results_[cid] = Value::object({
          {"value_cid", add(result.value)},
          {"tetraplet_cid", add(*result.tetraplet)},
          {"argument_hash", Value::string(cidOfArguments(result.arguments))},
          {"arguments", Value::array(result.arguments)},
      });
    return Value::string(cid);
  }

  /// Canons refer to canons, thousands deep: they are written from a list.
  Value add(const CanonResultRef& canon) {
    const auto [known, isNew] = canonIds_.try_emplace(canon.get());
    if (isNew) {
      known->second = cidOf(*canon);
      pending_.push_back(canon.get());
    }
    return Value::string(known->second);
  }

  Value add(const ValueRecord& element) {
    Value provenance = wrapped("type", Value::string("literal"));
    std::string text = R"({"type":"literal"})";
    const auto refer = [&](const char* type, const Value& cid) {
      provenance = Value::object({{"type", Value::string(type)}, {"cid", cid}});
      text = std::string(R"({"type":")") + type + R"(","cid":)" + value::toJson(cid) + "}";
    };
    if (const auto* call = std::get_if<ServiceResultRef>(&element.provenance))
      refer("service_result", add(**call));
    else if (const auto* canon = std::get_if<CanonResultRef>(&element.provenance))
      refer("canon", add(*canon));
    const Value valueCid = add(element.value);
    const Value tetraplet = add(*element.tetraplet);
    // The order of fields matters (spec/05 §6.3).
    const Value cid =
        Value::string(cidOfText(R"({"value":)" + value::toJson(valueCid) + R"(,"tetraplet":)" +
                                value::toJson(tetraplet) + R"(,"provenance":)" + text + "}"));
    elements_.try_emplace(
        cid.asString().str(),
        Value::object({{"value", valueCid}, {"tetraplet", tetraplet}, {"provenance", provenance}}));
    return cid;
  }

  void writeCanons() {
    while (!pending_.empty()) {
      const CanonResult& canon = *pending_.pop_back_val();
      std::vector<Value> elements;
      for (const ValueRecord& element : canon.elements)
        elements.push_back(add(element));
      canons_[canonIds_[&canon]] = Value::object(
          {{"tetraplet", add(*canon.tetraplet)}, {"values", Value::array(std::move(elements))}});
    }
  }

  Store values_, tetraplets_, results_, elements_, canons_;
  std::map<const CanonResult*, std::string> canonIds_; // looked up, never iterated
  llvm::SmallVector<const CanonResult*> pending_;
};

} // namespace

Value toValue(const Data& data) {
  return DataWriter().write(data);
}

} // namespace aqua::trace
