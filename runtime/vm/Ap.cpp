// ap: copies a value into a scalar, a stream or a stream map (spec/04 §10.7, spec/05 §13).

#include "Machine.h"
#include "MapKey.h"

namespace aqua::vm {

using trace::ValueRecord;
using value::Value;

MaybeError Machine::write(air::NameId name, Content&& content) {
  if (!context_.scalars.canWrite(name))
    return errors::shadowingNotAllowed(context_.script.name(name));
  context_.scalars.write(name, std::move(content));
  return std::nullopt;
}

void Machine::start(const air::Ap& ap) {
  auto record = resolve(context_, ap.value);
  if (!record) return joinOrRaise(ap, std::move(record.error()));
  if (ap.target.kind == air::VariableKind::Scalar) {
    if (MaybeError error = write(ap.target.name, asVariable(std::move(*record))))
      raise(ap, std::move(*error));
    return;
  }
  auto met = trace_.apStart();
  if (!met) return raiseTrace(ap, met.error());
  addByAp(ap, ap.target.name, *met, std::move(*record));
}

void Machine::start(const air::ApMap& ap) {
  auto record = resolve(context_, ap.value);
  if (!record) return joinOrRaise(ap, std::move(record.error()));
  auto met = trace_.apStart();
  if (!met) return raiseTrace(ap, met.error());
  // Only after the state is consumed, as AquaVM does it: the replay hazard of spec/04 §16.10.
  auto key = resolve(context_, ap.key);
  if (!key) return joinOrRaise(ap, std::move(key.error()));
  if (!isMapKey(key->value))
    return raise(ap, errors::unsupportedMapKey(context_.script.name(ap.map.name)));
  record->value = Value::object({{"key", key->value}, {"value", record->value}});
  addByAp(ap, ap.map.name, *met, std::move(*record));
}

void Machine::addByAp(const air::Instruction& instruction, air::NameId stream,
                      const std::optional<trace::MetAp>& met, ValueRecord record) {
  Stream& target = context_.streams.findOrCreate(stream, instruction.id());
  StreamValue value{asVariable(std::move(record)), trace_.position()};
  MaybeError error = met ? target.addOld(std::move(value), met->source, met->generation)
                         : target.addNew(std::move(value));
  if (error) return raise(instruction, std::move(*error));
  trace_.append(trace::ApState{trace::placeholderGeneration});
}

} // namespace aqua::vm
