#include <algorithm>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"

#include "DefaultPeers.h"
#include "Limits.h"
#include "ReadFault.h"
#include "ReadMock.h"
#include "ReadProcess.h"
#include "Scenario.h"
#include "value/FieldReader.h"

#include <fmt/format.h>

namespace aqua::network {

using value::FieldProblem;
using value::FieldReader;
using value::PathStep;
using value::Value;

namespace {

std::optional<std::array<uint8_t, 32>> decodeKey(llvm::StringRef text) {
  std::vector<char> bytes;
  if (llvm::Error error = llvm::decodeBase64(text, bytes)) {
    llvm::consumeError(std::move(error));
    return std::nullopt;
  }
  std::array<uint8_t, 32> key{};
  if (bytes.size() != key.size()) return std::nullopt;
  std::transform(bytes.begin(), bytes.end(), key.begin(),
                 [](char c) { return static_cast<uint8_t>(c); });
  return key;
}

/// `{{name}}` may stand anywhere, so the ids of all peers are needed before anything is read.
/// Mistakes are reported by the reading proper.
PeerNames collectNames(const Value& root) {
  PeerNames names;
  const Value* useDefaults = root.field("defaultPeers");
  const bool hasDefaults =
      !useDefaults || useDefaults->kind() != value::Kind::Bool || useDefaults->asBool();
  if (hasDefaults)
    for (const PeerDescription& peer : defaultPeers())
      names.add(peer.name, peerId(peer));
  const Value* peers = root.field("peers");
  if (!peers || !peers->isObject()) return names;
  for (const auto& [name, description] : peers->members()) {
    PeerDescription peer;
    peer.name = name;
    const Value* key = description.field("key");
    if (key && key->isString()) peer.key = decodeKey(key->asString());
    names.add(name, peerId(peer));
  }
  return names;
}

class ScenarioReader {
public:
  /// `names` must outlive this.
  explicit ScenarioReader(const PeerNames& names) : names_(names) {}
  Scenario read(const Value& root, SeedFrom seed);
  [[nodiscard]] const FieldReader& fields() const { return reader_; }

private:
  void readPeers(const Value& value);
  void readPeer(PeerDescription& peer, const Value& value);
  void readTop(const Value& root);
  std::vector<FieldReader::Field> particleFields();
  std::vector<FieldReader::Field> limitFields();
  std::vector<FieldReader::Field> serviceFields();
  void readLatency(const Value& value);
  void readFaults(const Value& root, const Value& value);
  void checkRates();
  std::vector<std::string> texts(const Value& value);
  FieldReader::Field flag(llvm::StringRef name, bool& target);
  FieldReader::Field string(llvm::StringRef name, std::string& target);
  template <typename T>
  FieldReader::Field number(llvm::StringRef name, T& target, int64_t min, int64_t max);
  [[nodiscard]] std::vector<std::string> peerNamesList() const;
  void checkPeers();
  void checkPeer(const PeerDescription& peer);

  const PeerNames& names_;
  Scenario scenario_;
  FieldReader reader_;
};

Scenario ScenarioReader::read(const Value& root, SeedFrom seed) {
  bool useDefaults = true;
  if (const Value* field = root.field("defaultPeers"); field && field->kind() == value::Kind::Bool)
    useDefaults = field->asBool();
  if (useDefaults) scenario_.peers = defaultPeers();
  readTop(root);
  for (PeerDescription& peer : scenario_.peers)
    peer.id = names_.idOf(peer.name);
  if (reader_.problems().empty()) {
    checkPeers();
    checkProcessMocks(reader_, scenario_);
  }
  if (reader_.problems().empty() && seed == SeedFrom::File && !scenario_.seed) checkRates();
  return std::move(scenario_);
}

FieldReader::Field ScenarioReader::flag(llvm::StringRef name, bool& target) {
  return {name, [this, &target](const Value& v) { target = reader_.boolean(v).value_or(false); }};
}

FieldReader::Field ScenarioReader::string(llvm::StringRef name, std::string& target) {
  return {name, [this, &target](const Value& v) { target = reader_.text(v).value_or(""); }};
}

template <typename T>
FieldReader::Field ScenarioReader::number(llvm::StringRef name, T& target, int64_t min,
                                          int64_t max) {
  return {name, [=, this, &target](const Value& v) {
            target = static_cast<T>(reader_.integer(v, min, max).value_or(min));
          }};
}

void ScenarioReader::readTop(const Value& root) {
  std::vector<FieldReader::Field> fields = serviceFields();
  for (auto& group : {particleFields(), limitFields()})
    llvm::append_range(fields, group);
  fields.push_back({"faults", [&](const Value& v) { readFaults(root, v); }});
  fields.push_back({"processes", [&](const Value& v) {
                      reader_.map(v, [&](llvm::StringRef name, const Value& process) {
                        scenario_.processes.emplace(name.str(), readProcess(reader_, process));
                      });
                    }});
  reader_.object(root, fields);
}

std::vector<FieldReader::Field> ScenarioReader::serviceFields() {
  return {
      {"peers", [this](const Value& v) { readPeers(v); }},
      {"defaultPeers", [this](const Value& v) { std::ignore = reader_.boolean(v); }},
      string("init", scenario_.init),
      {"args",
       [this](const Value& v) {
         reader_.map(v, [this](llvm::StringRef name, const Value& argument) {
           scenario_.args.emplace(name.str(), argument);
         });
       }},
      {"callbacks",
       [this](const Value& v) { scenario_.callbacks = readMockFunctions(reader_, v); }},
      {"services", [this](const Value& v) { scenario_.services = readMockTable(reader_, v); }},
      string("air", scenario_.air),
      string("airFile", scenario_.airFile),
  };
}

std::vector<FieldReader::Field> ScenarioReader::particleFields() {
  return {
      number("ttl", scenario_.ttl, 0, UINT32_MAX),
      number("timestamp", scenario_.timestamp, 0, INT64_MAX),
      string("particleId", scenario_.particleId),
      {"seed",
       [this](const Value& v) {
         // As the oracle does: modulo 2^32.
         if (const auto seed = reader_.integer(v)) scenario_.seed = static_cast<uint32_t>(*seed);
       }},
      {"latency", [this](const Value& v) { readLatency(v); }},
      {"unknownPeers",
       [this](const Value& v) {
         if (const auto word = reader_.word(v, {"undelivered", "create"}))
           scenario_.unknownPeers = *word == 0 ? UnknownPeers::Undelivered : UnknownPeers::Create;
       }},
  };
}

std::vector<FieldReader::Field> ScenarioReader::limitFields() {
  return {
      {"stop",
       [this](const Value& v) {
         scenario_.stopAtResponse = reader_.word(v, {"response"}).has_value();
       }},
      number("maxSteps", scenario_.maxSteps, 0, INT64_MAX),
      number("maxWallMs", scenario_.maxWallMs, 0, maxMs),
      number("streamLimit", scenario_.limits.streamSize, 1, vm::maxStreamLimit),
      flag("data", scenario_.data),
      flag("tetraplets", scenario_.tetraplets),
      flag("trace", scenario_.trace),
  };
}

void ScenarioReader::readLatency(const Value& value) {
  reader_.object(value, {number("hop", scenario_.latency.hop, 0, maxMs),
                         number("call", scenario_.latency.call, 0, maxMs)});
}

/// The peers may come later in the text, so their names are collected first.
void ScenarioReader::readFaults(const Value& root, const Value& value) {
  std::vector<std::string> names = peerNamesList();
  if (const Value* peers = root.field("peers"); peers && peers->isObject())
    for (const value::Member& peer : peers->members())
      names.push_back(peer.first);
  reader_.list(value, [&](const Value& item) {
    scenario_.faults.push_back(readFault(reader_, item, names));
  });
}

void ScenarioReader::checkRates() {
  for (const auto& [index, fault] : llvm::enumerate(scenario_.faults))
    if (fault.rate > 0 && fault.rate < 1)
      reader_.reportAt(llvm::ArrayRef<value::PathStep>({{"faults", {}}, {"", index}, {"rate", {}}}),
                       "a rate between 0 and 1 needs a `seed`");
}

std::vector<std::string> ScenarioReader::texts(const Value& value) {
  std::vector<std::string> result;
  reader_.list(value,
               [&](const Value& item) { result.push_back(reader_.text(item).value_or("")); });
  return result;
}

void ScenarioReader::readPeers(const Value& value) {
  reader_.map(value, [&](llvm::StringRef name, const Value& description) {
    auto peer =
        llvm::find_if(scenario_.peers, [&](const PeerDescription& p) { return p.name == name; });
    if (peer == scenario_.peers.end()) {
      scenario_.peers.emplace_back().name = name.str();
      peer = std::prev(scenario_.peers.end());
    }
    readPeer(*peer, description);
  });
}

void ScenarioReader::readPeer(PeerDescription& peer, const Value& value) {
  // `node4:` without fields is a peer with the defaults.
  if (value.isNull()) return;
  reader_.object(value,
                 {{"kind",
                   [&](const Value& v) {
                     if (const auto word = reader_.word(v, {"node", "client"}))
                       peer.kind = *word == 0 ? PeerKind::Node : PeerKind::Client;
                   }},
                  {"profile",
                   [&](const Value& v) {
                     if (const auto word = reader_.word(v, {"nox", "js"}))
                       peer.profile = *word == 0 ? host::Profile::Nox : host::Profile::Js;
                   }},
                  string("relay", peer.relay),
                  {"services", [&](const Value& v) { peer.services = readMockTable(reader_, v); }},
                  {"addresses", [&](const Value& v) { peer.addresses = texts(v); }},
                  flag("down", peer.down),
                  {"key",
                   [&](const Value& v) {
                     const auto text = reader_.text(v);
                     if (!text) return;
                     peer.key = decodeKey(*text);
                     if (!peer.key) reader_.report("must be 32 bytes in base64");
                   }},
                  {"links", [&](const Value& v) { peer.links = texts(v); }},
                  number("clock", peer.clock, -maxMs, maxMs)});
}

std::vector<std::string> ScenarioReader::peerNamesList() const {
  std::vector<std::string> names;
  for (const PeerDescription& peer : scenario_.peers)
    names.push_back(peer.name);
  return names;
}

void ScenarioReader::checkPeers() {
  if (!findPeer(scenario_, scenario_.init))
    reader_.reportAt({"init"}, noPeerText(scenario_.init, peerNamesList()));
  for (const PeerDescription& peer : scenario_.peers)
    checkPeer(peer);
  std::map<std::string, llvm::StringRef> byId;
  for (const PeerDescription& peer : scenario_.peers) {
    const auto [other, isNew] = byId.try_emplace(peerId(peer), peer.name);
    if (!isNew)
      reader_.reportAt({"peers", peer.name, "key"},
                       fmt::format("`{}` has the same key", other->second.str()));
  }
}

void ScenarioReader::checkPeer(const PeerDescription& peer) {
  if (peer.kind == PeerKind::Client && peer.relay.empty())
    reader_.reportAt({"peers", peer.name}, "a client needs a `relay`");
  if (!peer.relay.empty()) {
    const PeerDescription* relay = findPeer(scenario_, peer.relay);
    if (!relay)
      reader_.reportAt({"peers", peer.name, "relay"}, noPeerText(peer.relay, peerNamesList()));
    else if (relay->kind != PeerKind::Node)
      reader_.reportAt({"peers", peer.name, "relay"},
                       fmt::format("`{}` is a client, a relay must be a node", peer.relay));
  }
  for (const std::string& link : peer.links.value_or(std::vector<std::string>()))
    if (!findPeer(scenario_, link))
      reader_.reportAt({"peers", peer.name, "links"}, noPeerText(link, peerNamesList()));
}

/// Fills line and column; columns count code points.
void setPosition(ScenarioError& error, llvm::StringRef text, size_t offset) {
  const llvm::StringRef before = text.substr(0, offset);
  const llvm::StringRef line = before.substr(before.rfind('\n') + 1);
  error.offset = offset;
  error.line = static_cast<uint32_t>(before.count('\n') + 1);
  error.column = static_cast<uint32_t>(
      1 + llvm::count_if(line, [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
}

// Each place costs a pass over the text; the errors behind these have none.
constexpr size_t maxPlaces = 100;

std::vector<ScenarioError> locateProblems(llvm::StringRef text, const PeerNames& names,
                                          std::vector<FieldProblem> problems) {
  std::vector<ScenarioError> errors;
  for (FieldProblem& problem : problems) {
    // The text has the names that were substituted before reading.
    for (PathStep& step : problem.path)
      step.key = names.toNames(step.key);
    ScenarioError error;
    error.path = value::pathText(problem.path);
    error.message = names.toNames(problem.message);
    const bool hasPlace = errors.size() < maxPlaces;
    if (const auto offset = hasPlace ? value::locateField(text, problem) : std::nullopt)
      setPosition(error, text, *offset);
    errors.push_back(std::move(error));
  }
  llvm::stable_sort(
      llvm::MutableArrayRef(errors).take_front(maxPlaces),
      [](const ScenarioError& a, const ScenarioError& b) { return a.offset < b.offset; });
  return errors;
}

} // namespace

ScenarioResult readScenario(llvm::StringRef text, SeedFrom seed) {
  const value::ReadResult read = value::parseYaml(text);
  if (!read.ok) {
    ScenarioError error;
    error.message = read.error.message;
    setPosition(error, text, read.error.offset);
    return {std::nullopt, {std::move(error)}};
  }
  const Value root = read.value.isNull() ? Value::object({}) : read.value;
  const PeerNames names = collectNames(root);
  ScenarioReader reader(names);
  Scenario scenario = reader.read(names.toIds(root), seed);
  if (reader.fields().problems().empty()) return {std::move(scenario), {}};
  return {std::nullopt, locateProblems(text, names, reader.fields().problems())};
}

std::optional<size_t> locatePart(llvm::StringRef text, const PeerNames& names,
                                 std::vector<PathStep> path, FieldProblem::At at) {
  for (PathStep& step : path)
    step.key = names.toNames(step.key);
  return value::locateField(text, {std::move(path), at, ""});
}

std::string toText(const ScenarioError& error, llvm::StringRef fileName) {
  std::string text = fileName.str();
  if (error.line != 0) text += fmt::format(":{}:{}", error.line, error.column);
  text += ": ";
  if (!error.path.empty()) text += error.path + ": ";
  return text + error.message;
}

} // namespace aqua::network
