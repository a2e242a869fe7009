#include "Coverage.h"

#include <fmt/format.h>

#include <set>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Casting.h"

namespace aqua::vm::test {

namespace {

using Kinds = std::vector<std::string>;

Kinds operator+(Kinds a, const Kinds& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

struct Place {
  const char* name;
  Kinds kinds; // all that can occur there
};

/// The table of spec/04 §3, with kinds of literals and of scalars told apart.
std::vector<Place> operandPlaces() {
  const Kinds lensed = {"scalar.lens", "iterator.lens", "canon.lens", "canonmap.lens"};
  const Kinds lengths = {"scalar.length", "iterator.length", "canon.length", "canonmap.length"};
  const Kinds scalars = {"scalar", "iterator"};
  const Kinds texts = {"string", "empty string"};
  const Kinds integers = {"integer", "negative integer", "large integer"};
  const Kinds constants = {"init",           "ttl",          "timestamp",    "float",
                           "negative float", "true",         "false",        "[]",
                           ":error:",        ":error:.lens", "%last_error%", "%last_error%.lens"};
  const Kinds names = texts + scalars + lensed + lengths;
  const Kinds pushed = constants + texts + integers + scalars + lensed + lengths + Kinds{"canon"};
  const Kinds values = pushed + Kinds{"canonmap"};
  const Kinds some = {"scalar.lens",   "iterator.lens",   "canon.lens",
                      "scalar.length", "iterator.length", "canon.length"};
  const Kinds outputs = {"none", "scalar", "iterator", "stream"};
  return {
      {"call peer", names + Kinds{"init"}},
      {"call service", names},
      {"call function", names},
      {"call argument", values},
      {"call output", outputs},
      {"canon peer", names + Kinds{"init"}},
      {"canon", {"stream to canon", "map to canonmap", "map to scalar"}},
      {"ap value", pushed},
      {"ap target", {"scalar", "iterator", "stream"}},
      {"ap map key", texts + integers + scalars + some},
      {"ap map value", pushed},
      {"match left", values},
      {"match right", values},
      {"mismatch left", values},
      {"mismatch right", values},
      {"fail", scalars + some + Kinds{"%last_error%", ":error:"}},
      {"fail code", integers},
      {"fail text", texts},
      {"fold iterable", scalars + Kinds{"scalar.lens", "iterator.lens", "canonmap.lens",
                                        "scalar.length", "iterator.length", "canonmap.length",
                                        "canon", "canonmap", "stream", "map", "[]"}},
      {"fold last", {"none", "null", "never", "other"}},
      {"next", {"of the innermost fold", "of an outer fold"}},
      {"new", {"scalar", "stream", "map", "canon", "canonmap", "iterator of an ended fold"}},
      {"instruction", {"seq", "par", "xor", "null", "never"}},
  };
}

std::vector<Place> lensPlaces() {
  const Kinds accessors = {"index",       "field",       "[scalar]",       "[iterator]",
                           "later index", "later field", "later [scalar]", "later [iterator]",
                           "length"};
  std::vector<Place> places;
  for (const char* base : {"lens of scalar", "lens of iterator", "lens of canon",
                           "lens of canonmap", "lens of :error:", "lens of %last_error%"})
    places.push_back({base, accessors});
  return places;
}

/// An error or one of its texts.
struct ErrorForm {
  int64_t code;
  const char* text;                // part of the message
  const char* unreached = nullptr; // why nothing can reach it
};

constexpr const char* syntaxOnly = "no script of the grammar of 0.62 leads there (spec/04 §4)";
constexpr const char* integrity =
    "our VM stores neither content ids nor signatures (docs/level1.md)";
constexpr const char* limits = "hosts give limits, ours give none (differences.md)";
constexpr const char* bytesOnly = "about bytes, which our VM does not have";
constexpr const char* neverRaised = "0.62 has no code that raises it";
constexpr const char* bugOnly = "only a defect of AquaVM itself would raise it";
constexpr const char* forgedStores = "only forged stores, which AquaVM refuses before (code 8)";

const ErrorForm errorForms[] = {
    {1, "variable '"},
    {1, "iterable '"},
    {1, "multiple next instructions for iterator"},
    {1, "new can't be applied to a"},
    {1, "multiple iterable values found for iterator name"},
    {1, "error code 0 with fail is unsupported"},
    {1, "fold can not have instructions after next"},
    {1, "unsupported variable key type", syntaxOnly},
    {1, "lambda can't be applied to streams", syntaxOnly},
    {1, "last error with non-empty path is ambiguous", syntaxOnly},
    {1, "this string literal has unclosed quote"},
    {1, "empty string aren't allowed", "internal to the lexer"},
    {1, "only alphanumeric, '_', and '-' characters"},
    {1, "a tagged name should be non empty"},
    {1, "a canon name should be non empty"},
    {1, "this variable or constant shouldn't have empty name", "internal to the lexer"},
    {1, "invalid character in lambda"},
    {1, "a digit could contain only digits or one dot"},
    {1, "number too large to fit in target type"},
    {1, "number too small to fit in target type"},
    {1, "invalid digit found in string"},
    {1, "this float is too big"},
    {1, "leading dot without any symbols before"},
    {1, "doesn't contain any accessor"},
    {1, "UnexpectedSymbol"},
    {1, "ParseIntError"},
    {1, "ErrorRecovery"},
    {1, "expected <nothing>"},
    {1, "expected \"(\""},
    {1, "expected "},
    {2, "", bytesOnly},
    {3, "", bytesOnly},
    {4, "", bytesOnly},
    {5, "", bytesOnly},
    {6, "", bytesOnly},
    {7, "", integrity},
    {8, "", integrity},
    {9, "", integrity},
    {10, "", limits},
    {10000, "Local service error, ret_code is"},
    {10000, "Local service error, ret_code is -"},
    {10000, "can't be serialized or deserialized with an error"},
    {10001, "compared values do not match"},
    {10002, "compared values do not mismatch"},
    {10003, "wasn't defined during script execution"},
    {10004, "", neverRaised},
    {10005, "returned non-array value"},
    {10006, "is used without corresponding xor"},
    {10007, "is not an array-type to match array accessor"},
    {10007, "does not contain element for idx"},
    {10007, "is not an map-type to match field accessor"},
    {10007, "does not contain element with field name"},
    {10007, "can't be converted to u32"},
    {10007, "should has number or string type"},
    {10007, "should has number (u32) type"},
    {10007, "can't be applied to a stream"},
    {10007, "lambda is applied to a stream that have only"},
    {10007, "should be either string or number"},
    {10007, "must not be iterable"},
    {10008, "should have an object type to be converted into error object"},
    {10008, "must have field with name 'error_code'"},
    {10008, "must have field with name 'message'"},
    {10008, "must have integer type"},
    {10008, "error code must be non-zero"},
    {10008, "must have string type"},
    {10009, "was cleared by new and then wasn't set"},
    {10010, "the length functor could applied only"},
    {10011, "call cannot resolve non-String triplet variable part"},
    {10012, "unsupported type for"},
    {20000, "previous and current data have incompatible states"},
    {20000, "is incompatible with expected call"},
    {20000, "is incompatible with expected par"},
    {20000, "is incompatible with expected fold"},
    {20000, "is incompatible with expected ap"},
    {20000, "is incompatible with expected canon"},
    {20000, "state from previous"},
    {20000, "state from current"},
    {20000, "values in call results are not equal"},
    {20000, "previous and current call results are incompatible"},
    {20000, "points to incompatible execution states"},
    {20000, "inappropriate generation count", "our states have exactly one generation"},
    {20000, "expected a state of CallResult"},
    {20000, "requested an element at position"},
    {20000, "several subtraces with the same value_pos"},
    {20000, "sublore descriptors, but 2 is expected", "our folds have exactly two descriptors"},
    {20000, "but tried to set"},
    {20000, "subtrace descriptors lens of fold"},
    {20000, "overflow is occurred while calculating the entire len"},
    {20000, "overflow is occurred while calculating the new position"},
    {20000, "underflow is occurred while calculating the new position of a current slider for "
            "resolved par"},
    {20000, "underflow is occurred while calculating the new position of a current slider for "
            "resolved fold"},
    {20000, "par queue is empty", bugOnly},
    {20000, "fold FSM for fold id", bugOnly},
    {20001, "", bugOnly},
    {20002, "", "a trace of more than 2^32 states"},
    {20003, "fold state not found for this iterable"},
    {20004, "shadowing isn't supported for iterables"},
    {20005, "multiple iterable values found for iterable name"},
    {20006, "doesn't match with corresponding instruction"},
    {20007, "shadowing is allowed only inside fold blocks"},
    {20008, "", "the end of each new finds the variable that it has made"},
    {20009, "", integrity},
    {20010, "", forgedStores},
    {20011, "", "AquaVM traps instead (differences.md)"},
    {20012, "", forgedStores},
    {20013, "stream size goes over the allowed limit"},
    {20014, "unsupported kvpair object or map key type"},
    {20015, "", neverRaised},
    {20016, "can not find JValue"},
    {20017, "call argument_hash"},
    {20017, "call tetraplet"},
    {20017, "canon tetraplet"},
    {20018, "", integrity},
    {20019, "", bytesOnly},
    {20020, "", bytesOnly},
    {30000, "there are some unprocessed call results"},
    {30001, "", integrity},
};

constexpr const char* ended = "ended with code";
constexpr const char* raised = "raised by";

std::string formKey(const ErrorForm& form) {
  return fmt::format("{} {}", form.code, form.text);
}

} // namespace

/// Counts one instruction.
class InstructionCounter {
public:
  InstructionCounter(Coverage& coverage, const air::Script& script)
      : coverage_(coverage), script_(script) {
    for (uint32_t id = 0; id < script.size(); ++id)
      if (const auto* fold = llvm::dyn_cast<air::Fold>(&script.instruction(id)))
        folds_.push_back(fold);
  }

  void count(const air::Instruction& instruction) {
    instruction_ = &instruction;
    switch (instruction.kind()) {
    case air::InstructionKind::Call: return countCall(*llvm::cast<air::Call>(&instruction));
    case air::InstructionKind::Canon: return countCanon(*llvm::cast<air::Canon>(&instruction));
    case air::InstructionKind::Ap: return countAp(*llvm::cast<air::Ap>(&instruction));
    case air::InstructionKind::ApMap: return countApMap(*llvm::cast<air::ApMap>(&instruction));
    case air::InstructionKind::Match:
      return countComparison("match", *llvm::cast<air::Match>(&instruction));
    case air::InstructionKind::Mismatch:
      return countComparison("mismatch", *llvm::cast<air::Mismatch>(&instruction));
    case air::InstructionKind::Fail: return countFail(*llvm::cast<air::Fail>(&instruction));
    case air::InstructionKind::Fold: return countFold(*llvm::cast<air::Fold>(&instruction));
    case air::InstructionKind::Next: return countNext(*llvm::cast<air::Next>(&instruction));
    case air::InstructionKind::New: return countNew(*llvm::cast<air::New>(&instruction));
    case air::InstructionKind::Seq: return coverage_.count("instruction", "seq");
    case air::InstructionKind::Par: return coverage_.count("instruction", "par");
    case air::InstructionKind::Xor: return coverage_.count("instruction", "xor");
    case air::InstructionKind::Never: return coverage_.count("instruction", "never");
    case air::InstructionKind::Null: return coverage_.count("instruction", "null");
    }
  }

private:
  void countCall(const air::Call& call) {
    operand("call peer", call.peer);
    operand("call service", call.service);
    operand("call function", call.function);
    for (const air::Operand& argument : call.arguments)
      operand("call argument", argument);
    coverage_.count("call output", call.hasOutput ? variableKind(call.output) : "none");
  }
  void countCanon(const air::Canon& canon) {
    operand("canon peer", canon.peer);
    const bool isMap = canon.source.kind == air::VariableKind::StreamMap;
    coverage_.count("canon", !isMap                                             ? "stream to canon"
                             : canon.target.kind == air::VariableKind::CanonMap ? "map to canonmap"
                                                                                : "map to scalar");
  }
  void countAp(const air::Ap& ap) {
    operand("ap value", ap.value);
    coverage_.count("ap target", variableKind(ap.target));
  }
  void countApMap(const air::ApMap& ap) {
    operand("ap map key", ap.key);
    operand("ap map value", ap.value);
  }
  template <typename Comparison>
  void countComparison(const std::string& name, const Comparison& comparison) {
    operand(name + " left", comparison.left);
    operand(name + " right", comparison.right);
  }
  void countFail(const air::Fail& fail) {
    if (!fail.isLiteral) return operand("fail", fail.value);
    coverage_.count("fail code", integerKind(fail.code));
    coverage_.count("fail text", fail.message.empty() ? "empty string" : "string");
  }
  void countFold(const air::Fold& fold) {
    operand("fold iterable", fold.iterable);
    const air::Instruction* last = fold.last;
    coverage_.count("fold last", !last                         ? "none"
                                 : llvm::isa<air::Null>(last)  ? "null"
                                 : llvm::isa<air::Never>(last) ? "never"
                                                               : "other");
  }
  void countNext(const air::Next& next) {
    const air::Fold* innermost = nullptr;
    for (const air::Fold* fold : folds_)
      if (fold->id() < next.id() && next.id() < fold->end()) innermost = fold;
    coverage_.count("next", innermost && innermost->iterator == next.iterator
                                ? "of the innermost fold"
                                : "of an outer fold");
  }
  void countNew(const air::New& scope) {
    const bool isIterator = llvm::any_of(
        folds_, [&](const air::Fold* fold) { return fold->iterator == scope.variable.name; });
    coverage_.count("new", isIterator ? "iterator of an ended fold" : variableKind(scope.variable));
  }

  void operand(llvm::StringRef place, const air::Operand& operand) {
    coverage_.count(place, operandKind(operand));
    if (!operand.lens.isEmpty()) lens(baseKind(operand), operand.lens);
  }

  void lens(const std::string& base, const air::Lens& lens) {
    const std::string place = "lens of " + base;
    if (lens.length) return coverage_.count(place, "length");
    std::string prefix;
    for (const air::Accessor& accessor : lens.accessors) {
      switch (accessor.kind) {
      case air::Accessor::Kind::Field: coverage_.count(place, prefix + "field"); break;
      case air::Accessor::Kind::Index: coverage_.count(place, prefix + "index"); break;
      case air::Accessor::Kind::Variable:
        coverage_.count(place, prefix + "[" + scalarKind(accessor.variable) + "]");
        break;
      }
      prefix = "later ";
    }
  }

  [[nodiscard]] std::string baseKind(const air::Operand& operand) const {
    if (operand.kind == air::Operand::Kind::Error) return ":error:";
    if (operand.kind == air::Operand::Kind::LastError) return "%last_error%";
    return variableKind(operand.variable);
  }

  [[nodiscard]] std::string operandKind(const air::Operand& operand) const {
    const auto lensed = [&](std::string base) {
      if (operand.lens.isEmpty()) return base;
      return base + (operand.lens.length && operand.isVariable() ? ".length" : ".lens");
    };
    switch (operand.kind) {
    case air::Operand::Kind::InitPeer: return "init";
    case air::Operand::Kind::Ttl: return "ttl";
    case air::Operand::Kind::Timestamp: return "timestamp";
    case air::Operand::Kind::LastError:
    case air::Operand::Kind::Error:
    case air::Operand::Kind::Variable: return lensed(baseKind(operand));
    case air::Operand::Kind::String: return operand.text.empty() ? "empty string" : "string";
    case air::Operand::Kind::Integer: return integerKind(operand.integer);
    case air::Operand::Kind::Float: return operand.number < 0 ? "negative float" : "float";
    case air::Operand::Kind::Boolean: return operand.boolean ? "true" : "false";
    case air::Operand::Kind::EmptyArray: return "[]";
    }
    llvm_unreachable("all kinds are listed");
  }

  static const char* integerKind(int64_t value) {
    constexpr int64_t exactInDoubles = int64_t(1) << 53;
    if (value > exactInDoubles || value < -exactInDoubles) return "large integer";
    return value < 0 ? "negative integer" : "integer";
  }

  [[nodiscard]] std::string variableKind(const air::Variable& variable) const {
    switch (variable.kind) {
    case air::VariableKind::Scalar: return scalarKind(variable.name);
    case air::VariableKind::Stream: return "stream";
    case air::VariableKind::StreamMap: return "map";
    case air::VariableKind::Canon: return "canon";
    case air::VariableKind::CanonMap: return "canonmap";
    }
    llvm_unreachable("all kinds are listed");
  }
  /// An iterator, if a fold around the instruction has that name.
  [[nodiscard]] std::string scalarKind(air::NameId name) const {
    const bool isIterator = llvm::any_of(folds_, [&](const air::Fold* fold) {
      return fold->iterator == name && fold->id() < instruction_->id() &&
             instruction_->id() < fold->end();
    });
    return isIterator ? "iterator" : "scalar";
  }

  Coverage& coverage_;
  const air::Script& script_;
  std::vector<const air::Fold*> folds_; // in order of the text
  const air::Instruction* instruction_ = nullptr;
};

namespace {

const char* keyword(const air::Instruction& instruction) {
  switch (instruction.kind()) {
#define AQUA_AIR(Name, keyword)                                                                    \
  case air::InstructionKind::Name: return keyword;
#include "air/Instructions.def"
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

void Coverage::addInvocation(const air::Script& script, const Outcome& outcome) {
  InstructionCounter counter(*this, script);
  for (uint32_t id = 0; id < script.size() && id < outcome.reached.size(); ++id)
    if (outcome.reached[id]) counter.count(script.instruction(id));
  for (const Failure& failure : outcome.failures) {
    for (const ErrorForm& form : errorForms)
      if (form.code == failure.code && llvm::StringRef(failure.message).contains(form.text))
        count(raised, formKey(form));
    count("error",
          fmt::format("{} in {}", failure.code, keyword(script.instruction(failure.instruction))));
  }
}

void Coverage::addEnd(llvm::StringRef line) {
  const auto [code, message] = line.split(' ').second.split(' ');
  for (const ErrorForm& form : errorForms)
    if (std::to_string(form.code) == code && message.contains(form.text))
      count(ended, formKey(form));
}

void Coverage::read(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n', -1, false);
  for (const llvm::StringRef line : lines) {
    llvm::SmallVector<llvm::StringRef> words;
    line.split(words, '\t');
    size_t number = 0;
    if (words.size() == 3 && llvm::to_integer(words[0], number))
      counts_[words[1].str()][words[2].str()] += number;
  }
}

void Coverage::write(llvm::raw_ostream& out) const {
  for (const auto& [place, counts] : counts_)
    for (const auto& [kind, count] : counts)
      out << count << '\t' << place << '\t' << kind << '\n';
}

size_t Coverage::at(llvm::StringRef place, llvm::StringRef kind) const {
  const auto counts = counts_.find(place.str());
  if (counts == counts_.end()) return 0;
  const auto found = counts->second.find(kind.str());
  return found == counts->second.end() ? 0 : found->second;
}

bool Coverage::report(llvm::raw_ostream& out) const {
  std::vector<std::string> gaps;
  out << "Executed instructions, by kind of operand\n";
  std::vector<Place> places = operandPlaces();
  llvm::append_range(places, lensPlaces());
  for (const Place& place : places) {
    out << fmt::format("  {}:", place.name);
    for (const std::string& kind : place.kinds) {
      const size_t count = at(place.name, kind);
      out << fmt::format(" {} {};", kind, count);
      if (count == 0) gaps.push_back(fmt::format("{}: {}", place.name, kind));
    }
    out << "\n";
  }
  out << "Errors: times raised, times the end of an invocation\n";
  for (const ErrorForm& form : errorForms) {
    const size_t all = at(raised, formKey(form)), last = at(ended, formKey(form));
    out << fmt::format("  {:>5} {:>6} {:>6} {}", form.code, all, last, form.text);
    if (form.unreached) out << " (" << form.unreached << ")";
    out << "\n";
    if (all + last == 0 && !form.unreached) gaps.push_back(formKey(form));
    if (last != 0 && form.unreached) gaps.push_back(formKey(form) + ": was reached");
  }
  out << "Errors by instruction:";
  if (const auto errors = counts_.find("error"); errors != counts_.end())
    for (const auto& [kind, count] : errors->second)
      out << fmt::format(" {} {};", kind, count);
  out << "\n" << (gaps.empty() ? "No gaps" : "GAPS: " + llvm::join(gaps, "; ")) << "\n";
  return gaps.empty();
}

} // namespace aqua::vm::test
