using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Monolith.ArchitectureTests.Code;

/// <summary>One instruction: what it names (a type, method or field of this or another assembly), or the text it loads.</summary>
internal readonly record struct Instruction(OpCode Operation, EntityHandle? Token, string? Text);
