#include <fmt/format.h>

#include <map>

#include "DataJson.h"

namespace aqua::trace {
namespace {

using value::FieldReader;
using value::Value;

template <typename T>
using Named = std::map<std::string, T>;

/// An element whose provenance may be a canon that is not read yet.
struct RawElement {
  ValueRecord record;
  std::string canon; // empty: the record is complete
};

struct RawCanon {
  TetrapletRef tetraplet;
  std::vector<std::string> elements;
};

class DataReader {
public:
  explicit DataReader(FieldReader& fields) : fields_(fields) {}

  std::shared_ptr<const Data> read(const Value& root) {
    const size_t problemsBefore = fields_.problems().size();
    // Fields come in alphabetical order, so the stores come before the trace.
    fields_.object(root, {{"cid_info", [&](const Value& v) { readStores(v); }},
                          {"lcid", [&](const Value& v) { lastRequest_ = number(v); }},
                          {"signatures", [](const Value&) {}},
                          {"trace", [&](const Value& v) { readTrace(v); }}});
    if (root.isObject() && !root.field("trace")) fields_.report("the field `trace` is missing");
    if (fields_.problems().size() != problemsBefore) return nullptr;
    return std::make_shared<const Data>(std::move(trace_), lastRequest_);
  }

private:
  // -- Stores

  void readStores(const Value& stores);
  void readStore(const Value& stores, llvm::StringRef wanted,
                 llvm::function_ref<void(const std::string&, const Value&)> readEntry);
  void readValue(const std::string& cid, const Value& value);
  void readTetraplet(const std::string& cid, const Value& value);
  void readResult(const std::string& cid, const Value& value);
  void readElement(const std::string& cid, const Value& value);
  void readProvenance(const Value& value, RawElement& element);
  void readCanon(const std::string& cid, const Value& value);
  void resolveCanons();
  bool finishCanon(const std::string& cid, std::vector<std::string>& open);

  /// What a content id names; complains if there is no such thing.
  template <typename T>
  const T* find(const Named<T>& store, const Value& cid, const char* storeName) {
    const std::optional<std::string> text = fields_.text(cid);
    if (!text) return nullptr;
    const auto found = store.find(*text);
    if (found != store.end()) return &found->second;
    fields_.report(fmt::format("there is no `{}` in {}", *text, storeName));
    return nullptr;
  }
  template <typename T>
  FieldReader::Field reference(llvm::StringRef name, const Named<T>& store, const char* storeName,
                               T& target) {
    return {name, [&store, storeName, &target, this](const Value& cid) {
              if (const T* found = find(store, cid, storeName)) target = *found;
            }};
  }
  void require(const Value& object, std::initializer_list<const char*> names) {
    if (!object.isObject()) return;
    for (const char* name : names)
      if (!object.field(name)) fields_.report(fmt::format("the field `{}` is missing", name));
  }

  // -- Trace

  void readTrace(const Value& trace) {
    fields_.list(trace, [&](const Value& state) { readState(state); });
  }
  void readState(const Value& state);
  void readCall(const Value& value);
  void readExecuted(const Value& value);
  void readStreamCall(const Value& value);
  void readSender(const Value& value);
  void readAp(const Value& value);
  void readFold(const Value& value);
  Interval readInterval(const Value& value);
  void readCanonState(const Value& value);
  void addFinished(CallState::Kind kind, const Value& cid, uint32_t generation = 0);

  uint32_t number(const Value& value) {
    return static_cast<uint32_t>(
        fields_.integer(value, 0, std::numeric_limits<uint32_t>::max()).value_or(0));
  }
  std::vector<uint32_t> numbers(const Value& value, size_t count) {
    std::vector<uint32_t> result;
    fields_.list(value, [&](const Value& item) { result.push_back(number(item)); });
    if (value.isArray() && result.size() != count)
      fields_.report(fmt::format("expected {} items", count));
    result.resize(count);
    return result;
  }
  /// An object with exactly one of the fields.
  void oneOf(const Value& value, llvm::ArrayRef<FieldReader::Field> choices) {
    if (value.isObject() && value.members().size() != 1)
      return fields_.report("expected an object with one field");
    fields_.object(value, choices);
  }

  FieldReader& fields_;
  Named<Value> values_;
  Named<TetrapletRef> tetraplets_;
  Named<ServiceResultRef> results_;
  Named<RawElement> elements_;
  Named<RawCanon> rawCanons_;
  Named<CanonResultRef> canons_;
  std::vector<State> trace_;
  uint32_t lastRequest_ = 0;
};

// ---- stores

void DataReader::readStores(const Value& stores) {
  const FieldReader::Field known[] = {{"value_store", [](const Value&) {}},
                                      {"tetraplet_store", [](const Value&) {}},
                                      {"service_result_store", [](const Value&) {}},
                                      {"canon_element_store", [](const Value&) {}},
                                      {"canon_result_store", [](const Value&) {}}};
  fields_.object(stores, known);
  if (!stores.isObject()) return;
  // What is referred to comes first.
  readStore(stores, "value_store", [&](const auto& cid, const Value& v) { readValue(cid, v); });
  readStore(stores, "tetraplet_store",
            [&](const auto& cid, const Value& v) { readTetraplet(cid, v); });
  readStore(stores, "service_result_store",
            [&](const auto& cid, const Value& v) { readResult(cid, v); });
  readStore(stores, "canon_element_store",
            [&](const auto& cid, const Value& v) { readElement(cid, v); });
  readStore(stores, "canon_result_store",
            [&](const auto& cid, const Value& v) { readCanon(cid, v); });
  resolveCanons();
}

void DataReader::readStore(const Value& stores, llvm::StringRef wanted,
                           llvm::function_ref<void(const std::string&, const Value&)> readEntry) {
  fields_.map(stores, [&](llvm::StringRef name, const Value& store) {
    if (name != wanted) return;
    fields_.map(store,
                [&](llvm::StringRef cid, const Value& entry) { readEntry(cid.str(), entry); });
  });
}

void DataReader::readValue(const std::string& cid, const Value& value) {
  const std::optional<std::string> text = fields_.text(value);
  if (!text) return;
  value::ReadResult read = value::parseJson(*text, value::Floats::Exact);
  if (!read.ok)
    fields_.report("the text is not JSON: " + value::aquaVmErrorText(*text, read.error));
  values_[cid] = std::move(read.value);
}

void DataReader::readTetraplet(const std::string& cid, const Value& value) {
  Tetraplet tetraplet;
  const auto part = [&](llvm::StringRef name, std::string& target) {
    return FieldReader::Field{
        name, [&](const Value& v) { target = fields_.text(v).value_or(std::string()); }};
  };
  fields_.object(value, {part("peer_pk", tetraplet.peer), part("service_id", tetraplet.service),
                         part("function_name", tetraplet.function), part("lens", tetraplet.lens)});
  require(value, {"peer_pk", "service_id", "function_name", "lens"});
  tetraplets_[cid] = value::share(std::move(tetraplet));
}

void DataReader::readResult(const std::string& cid, const Value& value) {
  ServiceResult result;
  fields_.object(
      value, {reference("value_cid", values_, "value_store", result.value),
              reference("tetraplet_cid", tetraplets_, "tetraplet_store", result.tetraplet),
              {"argument_hash", [](const Value&) {}},
              {"arguments", [&](const Value& arguments) {
                 fields_.list(arguments,
                              [&](const Value& argument) { result.arguments.push_back(argument); });
               }}});
  require(value, {"value_cid", "tetraplet_cid", "arguments"});
  results_[cid] = value::share(std::move(result));
}

void DataReader::readElement(const std::string& cid, const Value& value) {
  RawElement& element = elements_[cid];
  fields_.object(value,
                 {reference("value", values_, "value_store", element.record.value),
                  reference("tetraplet", tetraplets_, "tetraplet_store", element.record.tetraplet),
                  {"provenance", [&](const Value& v) { readProvenance(v, element); }}});
  require(value, {"value", "tetraplet", "provenance"});
}

void DataReader::readProvenance(const Value& value, RawElement& element) {
  const Value* cid = nullptr;
  std::optional<size_t> type;
  fields_.object(value, {{"cid", [&](const Value& v) { cid = &v; }},
                         {"type", [&](const Value& v) {
                            type = fields_.word(v, {"literal", "service_result", "canon"});
                          }}});
  require(value, {"type"});
  if (!type || *type == 0) return;
  if (!cid) return fields_.report("the field `cid` is missing");
  if (*type == 1) {
    if (const auto* result = find(results_, *cid, "service_result_store"))
      element.record.provenance = *result;
  } else {
    element.canon = fields_.text(*cid).value_or(std::string());
  }
}

void DataReader::readCanon(const std::string& cid, const Value& value) {
  RawCanon& canon = rawCanons_[cid];
  fields_.object(value, {reference("tetraplet", tetraplets_, "tetraplet_store", canon.tetraplet),
                         {"values", [&](const Value& v) {
                            fields_.list(v, [&](const Value& element) {
                              if (find(elements_, element, "canon_element_store"))
                                canon.elements.push_back(element.asString().str());
                            });
                          }}});
  require(value, {"tetraplet", "values"});
}

/// Canons refer to canons, thousands deep: by a stack, those that are referred to first.
void DataReader::resolveCanons() {
  for (const auto& [cid, raw] : rawCanons_) {
    std::vector<std::string> open = {cid};
    while (!open.empty()) {
      if (open.size() > rawCanons_.size())
        return fields_.report(fmt::format("the canon `{}` contains itself", cid));
      if (finishCanon(open.back(), open)) open.pop_back();
    }
  }
}

/// False: another canon was put on the stack.
bool DataReader::finishCanon(const std::string& cid, std::vector<std::string>& open) {
  if (canons_.contains(cid)) return true;
  const RawCanon& raw = rawCanons_.find(cid)->second;
  CanonResult canon;
  canon.tetraplet = raw.tetraplet;
  for (const std::string& name : raw.elements) {
    const RawElement& element = elements_.find(name)->second;
    canon.elements.push_back(element.record);
    if (element.canon.empty()) continue;
    if (!rawCanons_.contains(element.canon)) {
      fields_.report(fmt::format("there is no `{}` in canon_result_store", element.canon));
      continue;
    }
    const auto known = canons_.find(element.canon);
    if (known == canons_.end()) {
      open.push_back(element.canon);
      return false;
    }
    canon.elements.back().provenance = known->second;
  }
  canons_[cid] = value::share(std::move(canon));
  return true;
}

// ---- trace

void DataReader::readState(const Value& state) {
  oneOf(state, {{"par",
                 [&](const Value& v) {
                   const std::vector<uint32_t> sizes = numbers(v, 2);
                   trace_.emplace_back(ParState{sizes[0], sizes[1]});
                 }},
                {"call", [&](const Value& v) { readCall(v); }},
                {"ap", [&](const Value& v) { readAp(v); }},
                {"fold", [&](const Value& v) { readFold(v); }},
                {"canon", [&](const Value& v) { readCanonState(v); }}});
}

void DataReader::readCall(const Value& value) {
  oneOf(value, {{"sent_by", [&](const Value& v) { readSender(v); }},
                {"executed", [&](const Value& v) { readExecuted(v); }},
                {"failed", [&](const Value& v) { addFinished(CallState::Kind::Failed, v); }}});
}

void DataReader::readSender(const Value& value) {
  oneOf(value, {{"PeerId",
                 [&](const Value& v) {
                   if (const auto peer = fields_.text(v))
                     trace_.emplace_back(CallState::sentBy(value::share(*peer)));
                 }},
                {"PeerIdWithCallId", [&](const Value& v) {
                   std::optional<std::string> peer;
                   uint32_t request = 0;
                   fields_.object(v, {{"peer_id", [&](const Value& p) { peer = fields_.text(p); }},
                                      {"call_id", [&](const Value& n) { request = number(n); }}});
                   require(v, {"peer_id", "call_id"});
                   if (peer)
                     trace_.emplace_back(CallState::requestedBy(value::share(*peer), request));
                 }}});
}

void DataReader::readExecuted(const Value& value) {
  oneOf(value, {{"scalar", [&](const Value& v) { addFinished(CallState::Kind::Scalar, v); }},
                {"unused",
                 [&](const Value& v) {
                   const Value* found = find(values_, v, "value_store");
                   if (!found) return;
                   trace_.emplace_back(CallState::finished(
                       CallState::Kind::Unused, value::share(ServiceResult{*found, {}, nullptr})));
                 }},
                {"stream", [&](const Value& v) { readStreamCall(v); }}});
}

void DataReader::readStreamCall(const Value& value) {
  const Value* cid = nullptr;
  uint32_t generation = 0;
  fields_.object(value, {{"cid", [&](const Value& v) { cid = &v; }},
                         {"generation", [&](const Value& v) { generation = number(v); }}});
  require(value, {"cid", "generation"});
  if (cid) addFinished(CallState::Kind::Stream, *cid, generation);
}

void DataReader::addFinished(CallState::Kind kind, const Value& cid, uint32_t generation) {
  const ServiceResultRef* result = find(results_, cid, "service_result_store");
  if (!result) return;
  if (kind == CallState::Kind::Failed) {
    const Value* code = (*result)->value.field("ret_code");
    const Value* message = (*result)->value.field("message");
    if (!code || code->kind() != value::Kind::Int || !message || !message->isString())
      return fields_.report("the value of a failed call must be {\"message\": text, \"ret_code\": "
                            "number}");
  }
  trace_.emplace_back(CallState::finished(kind, *result, generation));
}

void DataReader::readAp(const Value& value) {
  fields_.object(value, {{"gens", [&](const Value& v) {
                            trace_.emplace_back(ApState{numbers(v, 1).front()});
                          }}});
  require(value, {"gens"});
}

Interval DataReader::readInterval(const Value& value) {
  Interval interval;
  fields_.object(value, {{"pos", [&](const Value& v) { interval.begin = number(v); }},
                         {"len", [&](const Value& v) { interval.length = number(v); }}});
  require(value, {"pos", "len"});
  return interval;
}

void DataReader::readFold(const Value& value) {
  FoldState fold;
  const auto readEntry = [&](const Value& entry) {
    FoldEntry& target = fold.lore.emplace_back();
    std::vector<Interval> intervals;
    fields_.object(entry, {{"pos", [&](const Value& v) { target.valuePosition = number(v); }},
                           {"desc", [&](const Value& v) {
                              fields_.list(v, [&](const Value& interval) {
                                intervals.push_back(readInterval(interval));
                              });
                            }}});
    require(entry, {"pos", "desc"});
    if (entry.isObject() && intervals.size() != 2) fields_.report("expected 2 intervals in `desc`");
    intervals.resize(2);
    target.before = intervals[0];
    target.after = intervals[1];
  };
  fields_.object(value, {{"lore", [&](const Value& v) { fields_.list(v, readEntry); }}});
  require(value, {"lore"});
  trace_.emplace_back(std::move(fold));
}

void DataReader::readCanonState(const Value& value) {
  oneOf(value, {{"sent_by",
                 [&](const Value& v) {
                   if (const auto peer = fields_.text(v))
                     trace_.emplace_back(CanonState{value::share(*peer), nullptr});
                 }},
                {"executed", [&](const Value& v) {
                   if (const auto* canon = find(canons_, v, "canon_result_store"))
                     trace_.emplace_back(CanonState{nullptr, *canon});
                 }}});
}

} // namespace

std::shared_ptr<const Data> readData(const Value& value, FieldReader& fields) {
  return DataReader(fields).read(value);
}

} // namespace aqua::trace
