#include "ReadFault.h"

#include "Limits.h"
#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace aqua::network {

using value::FieldReader;
using value::Value;

namespace {

/// A kind of fault: its word, the fields it must have, and those it may have.
struct FaultForm {
  Fault::Kind kind;
  llvm::StringLiteral word;
  std::initializer_list<llvm::StringLiteral> required;
  std::initializer_list<llvm::StringLiteral> optional;
};

llvm::ArrayRef<FaultForm> faultForms() {
  using Kind = Fault::Kind;
  static constexpr FaultForm forms[] = {
      {Kind::Down, "down", {"peer"}, {"at"}},
      {Kind::Up, "up", {"peer"}, {"at"}},
      {Kind::Forget, "forget", {"peer"}, {"at"}},
      {Kind::Cut, "cut", {"from", "to"}, {"at", "until"}},
      {Kind::Drop, "drop", {"from", "to"}, {"rate", "at", "until"}},
      {Kind::Duplicate, "duplicate", {"from", "to"}, {"rate", "at", "until"}},
      {Kind::Slow, "slow", {"from", "to", "ms"}, {"at", "until"}},
      {Kind::Fail, "fail", {"service", "function"}, {"peer", "nth", "error", "code"}},
      {Kind::Hang, "hang", {"service", "function"}, {"peer", "nth"}},
  };
  return forms;
}

/// Reads one fault. The fields are read first and compared with the form afterwards, for `do` may
/// come last.
class FaultReader {
public:
  FaultReader(FieldReader& reader, llvm::ArrayRef<std::string> peers)
      : reader_(reader), peers_(peers) {}

  Fault read(const Value& value) {
    const size_t before = reader_.problems().size();
    reader_.object(value, fields());
    // With an unknown field or a wrong value one message is enough.
    if (reader_.problems().size() == before) checkFaultForm();
    if (fault_.kind == Fault::Kind::Fail && !llvm::is_contained(present_, "error"))
      fault_.error = Value::string("failed by the scenario");
    return std::move(fault_);
  }

private:
  std::vector<FieldReader::Field> fields();
  FieldReader::Field field(llvm::StringLiteral name, std::function<void(const Value&)> read);
  FieldReader::Field peer(llvm::StringLiteral name, std::string& target);
  FieldReader::Field text(llvm::StringLiteral name, std::string& target);
  template <typename T>
  FieldReader::Field number(llvm::StringLiteral name, T& target, int64_t min, int64_t max);
  void checkFaultForm();

  FieldReader& reader_;
  llvm::ArrayRef<std::string> peers_;
  Fault fault_;
  const FaultForm* form_ = nullptr;
  std::vector<llvm::StringLiteral> present_;
};

FieldReader::Field FaultReader::field(llvm::StringLiteral name,
                                      std::function<void(const Value&)> read) {
  return {name, [this, name, read = std::move(read)](const Value& v) {
            present_.push_back(name);
            read(v);
          }};
}

FieldReader::Field FaultReader::text(llvm::StringLiteral name, std::string& target) {
  return field(name, [this, &target](const Value& v) { target = reader_.text(v).value_or(""); });
}

FieldReader::Field FaultReader::peer(llvm::StringLiteral name, std::string& target) {
  return field(name, [this, &target](const Value& v) {
    const auto read = reader_.text(v);
    if (!read) return;
    target = *read;
    if (target != anyName && !llvm::is_contained(peers_, target))
      reader_.report(noPeerText(target, peers_));
  });
}

template <typename T>
FieldReader::Field FaultReader::number(llvm::StringLiteral name, T& target, int64_t min,
                                       int64_t max) {
  return field(name, [=, this, &target](const Value& v) {
    target = static_cast<T>(reader_.integer(v, min, max).value_or(min));
  });
}

std::vector<FieldReader::Field> FaultReader::fields() {
  const auto readKind = [this](const Value& v) {
    std::vector<llvm::StringRef> words;
    for (const FaultForm& form : faultForms())
      words.push_back(form.word);
    if (const auto word = reader_.word(v, words)) {
      form_ = &faultForms()[*word];
      fault_.kind = form_->kind;
    }
  };
  const auto readCode = [this](const Value& v) {
    fault_.code = static_cast<int32_t>(reader_.integer(v, INT32_MIN, INT32_MAX).value_or(1));
    if (fault_.code == 0) reader_.report("0 means success");
  };
  return {
      {"do", readKind},
      peer("peer", fault_.peer),
      peer("from", fault_.from),
      peer("to", fault_.to),
      number("at", fault_.at, 0, maxMs),
      number("until", fault_.until, 0, maxMs),
      number("ms", fault_.ms, 0, maxMs),
      field("rate", [this](const Value& v) { fault_.rate = reader_.number(v, 0, 1).value_or(0); }),
      text("service", fault_.service),
      text("function", fault_.function),
      number("nth", fault_.nth, 1, INT64_MAX),
      field("error", [this](const Value& v) { fault_.error = v; }),
      field("code", readCode),
  };
}

void FaultReader::checkFaultForm() {
  if (!form_) return reader_.report("a fault needs `do`");
  for (const llvm::StringLiteral name : form_->required)
    if (!llvm::is_contained(present_, name))
      reader_.report(fmt::format("`{}` needs `{}`", form_->word.str(), name.str()));
  for (const llvm::StringLiteral name : present_)
    if (!llvm::is_contained(form_->required, name) && !llvm::is_contained(form_->optional, name))
      reader_.reportAt({name.str()}, fmt::format("does not go with `do: {}`", form_->word.str()));
  if (fault_.until && *fault_.until <= fault_.at)
    reader_.reportAt({"until"}, "must be later than `at`");
}

} // namespace

llvm::StringRef faultWord(Fault::Kind kind) {
  return llvm::find_if(faultForms(), [&](const FaultForm& form) { return form.kind == kind; })
      ->word;
}

std::string noPeerText(llvm::StringRef name, llvm::ArrayRef<std::string> peers) {
  std::string text = fmt::format("there is no peer `{}`", name.str());
  const llvm::SmallVector<llvm::StringRef> names(peers.begin(), peers.end());
  constexpr size_t minLength = 3; // shorter ones all look alike
  if (const auto similar = value::closest(name, names); similar && name.size() >= minLength)
    text += fmt::format("; did you mean `{}`?", similar->str());
  return text;
}

Fault readFault(FieldReader& reader, const Value& value, llvm::ArrayRef<std::string> peers) {
  return FaultReader(reader, peers).read(value);
}

} // namespace aqua::network
