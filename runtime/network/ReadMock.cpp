#include "ReadMock.h"

#include "Limits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace aqua::network {

using host::Mock;
using host::MockCase;
using value::FieldReader;
using value::Value;

namespace {

/// Fields of a mock besides those that choose its form.
struct Extras {
  bool code = false;
  bool otherwise = false;
  bool delay = false;
};

MockCase readCase(FieldReader& reader, const Value& value) {
  MockCase result;
  bool hasArguments = false;
  bool hasThen = false;
  reader.object(value,
                {{"args",
                  [&](const Value& v) {
                    hasArguments = true;
                    reader.list(v, [&](const Value& item) { result.arguments.push_back(item); });
                  }},
                 {"then", [&](const Value& v) {
                    hasThen = true;
                    result.then = readMock(reader, v);
                  }}});
  if (value.isObject() && !(hasArguments && hasThen))
    reader.report("a case needs `args` and `then`");
  return result;
}

/// The forms that choose the kind of a mock.
std::vector<FieldReader::Field> formFields(FieldReader& reader, Mock& mock,
                                           std::vector<llvm::StringRef>& forms) {
  const auto choose = [&mock, &forms](llvm::StringRef form, Mock::Kind kind) {
    forms.push_back(form);
    mock.kind = kind;
  };
  return {
      {"value",
       [=, &mock](const Value& v) {
         choose("value", Mock::Kind::Value);
         mock.value = v;
       }},
      {"echo",
       [=, &mock, &reader](const Value& v) {
         choose("echo", Mock::Kind::Echo);
         mock.echo = static_cast<uint32_t>(reader.integer(v, 0, UINT32_MAX).value_or(0));
       }},
      {"error",
       [=, &mock](const Value& v) {
         choose("error", Mock::Kind::Error);
         mock.value = v;
       }},
      {"never",
       [=, &reader](const Value& v) {
         choose("never", Mock::Kind::Never);
         if (reader.boolean(v) == false) reader.report("must be `true`");
       }},
      {"seq",
       [=, &mock, &reader](const Value& v) {
         choose("seq", Mock::Kind::Sequence);
         reader.list(v,
                     [&](const Value& item) { mock.sequence.push_back(readMock(reader, item)); });
         if (v.isArray() && v.items().empty()) reader.report("must not be empty");
       }},
      {"cases",
       [=, &mock, &reader](const Value& v) {
         choose("cases", Mock::Kind::Cases);
         reader.list(v, [&](const Value& item) { mock.cases.push_back(readCase(reader, item)); });
       }},
      {"js",
       [=, &mock, &reader](const Value& v) {
         choose("js", Mock::Kind::Expression);
         mock.expression = reader.text(v).value_or("");
       }},
      {"process",
       [=, &mock, &reader](const Value& v) {
         choose("process", Mock::Kind::Process);
         mock.process = reader.text(v).value_or("");
       }},
  };
}

void checkForm(FieldReader& reader, const Mock& mock, llvm::ArrayRef<llvm::StringRef> forms,
               Extras extras) {
  if (forms.empty())
    return reader.report("a mock needs one of `value`, `echo`, `error`, `never`, `seq`, `cases`, "
                         "`process`, `js`");
  if (forms.size() > 1)
    return reader.report(
        fmt::format("a mock has exactly one form, not `{}`", llvm::join(forms, "` and `")));
  if (extras.code && mock.kind != Mock::Kind::Error) reader.report("`code` goes with `error` only");
  if (extras.otherwise && mock.kind != Mock::Kind::Cases)
    reader.report("`else` goes with `cases` only");
  if (extras.delay && (mock.kind == Mock::Kind::Never || mock.kind == Mock::Kind::Sequence ||
                       mock.kind == Mock::Kind::Cases))
    reader.report(fmt::format("`delay` does not go with `{}`: write it into the mocks inside",
                              forms.front().str()));
}

} // namespace

Mock readMock(FieldReader& reader, const Value& value) {
  Mock mock;
  Extras extras;
  std::vector<llvm::StringRef> forms;
  std::vector<FieldReader::Field> fields = formFields(reader, mock, forms);
  fields.push_back({"code", [&](const Value& v) {
                      extras.code = true;
                      mock.code =
                          static_cast<int32_t>(reader.integer(v, INT32_MIN, INT32_MAX).value_or(1));
                      if (mock.code == 0) reader.report("0 means success; use `value`");
                    }});
  fields.push_back({"else", [&](const Value& v) {
                      extras.otherwise = true;
                      mock.otherwise.push_back(readMock(reader, v));
                    }});
  fields.push_back({"delay", [&](const Value& v) {
                      extras.delay = true;
                      mock.delay = static_cast<uint64_t>(reader.integer(v, 0, maxMs).value_or(0));
                    }});
  fields.push_back({"unchecked", [&](const Value& v) {
                      if (reader.boolean(v).value_or(false)) mock.typing = host::Typing::Unchecked;
                    }});
  mock.place = std::make_shared<const std::vector<value::PathStep>>(reader.path().vec());
  const size_t before = reader.problems().size();
  reader.object(value, fields);
  // An unknown field is often a misspelt form: one message is enough.
  if (reader.problems().size() == before) checkForm(reader, mock, forms, extras);
  return mock;
}

host::MockFunctions readMockFunctions(FieldReader& reader, const Value& value) {
  host::MockFunctions functions;
  reader.map(value, [&](llvm::StringRef name, const Value& mock) {
    functions.emplace(name.str(), readMock(reader, mock));
  });
  return functions;
}

host::MockTable readMockTable(FieldReader& reader, const Value& value) {
  host::MockTable table;
  reader.map(value, [&](llvm::StringRef service, const Value& functions) {
    table.emplace(service.str(), readMockFunctions(reader, functions));
  });
  return table;
}

} // namespace aqua::network
