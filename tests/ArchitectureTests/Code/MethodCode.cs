using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Monolith.ArchitectureTests.Code;

/// <summary>The instructions of one method, under the name that it has in the source (also for async methods, iterators and lambdas).</summary>
internal sealed record MethodCode(string Name, ImmutableArray<Instruction> Instructions)
{
    private static readonly Dictionary<ushort, OpCode> Operations = typeof(OpCodes).GetFields()
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => (ushort)o.Value);

    public IEnumerable<string> Texts => Instructions.Select(i => i.Text).OfType<string>();

    public static IEnumerable<MethodCode> AllOf(CodeAssembly assembly)
        => from handle in assembly.Tables.MethodDefinitions
           let method = assembly.Tables.GetMethodDefinition(handle)
           where method.RelativeVirtualAddress != 0
           select new MethodCode(NameOf(assembly.Tables, method), Read(assembly, method));

    private static ImmutableArray<Instruction> Read(CodeAssembly assembly, MethodDefinition method)
    {
        var code = assembly.Image.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
        var instructions = ImmutableArray.CreateBuilder<Instruction>();
        while (code.RemainingBytes > 0)
        {
            ushort value = code.ReadByte();
            if (value == 0xFE)
            {
                value = (ushort)(0xFE00 | code.ReadByte());
            }

            instructions.Add(ReadOperand(assembly.Tables, Operations[value], ref code));
        }

        return instructions.ToImmutable();
    }

    private static Instruction ReadOperand(MetadataReader tables, OpCode operation, ref BlobReader code)
    {
        switch (operation.OperandType)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.InlineString:
                return new(operation, Token: null, tables.GetUserString(MetadataTokens.UserStringHandle(code.ReadInt32() & 0xFFFFFF)));
            case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                return new(operation, MetadataTokens.EntityHandle(code.ReadInt32()), Text: null);
            case OperandType.InlineSwitch:
                var cases = code.ReadInt32();
                code.Offset += cases * sizeof(int);
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                code.Offset += sizeof(long);
                break;
            case OperandType.InlineVar:
                code.Offset += sizeof(short);
                break;
            case OperandType.ShortInlineI or OperandType.ShortInlineVar or OperandType.ShortInlineBrTarget:
                code.Offset += sizeof(byte);
                break;
            default:
                code.Offset += sizeof(int);
                break;
        }

        return new(operation, Token: null, Text: null);
    }

    // Compiler-made names hold the source's between angle brackets: Handler.<HandleAsync>d__2.MoveNext, Handler.<>c.<Map>b__1_0.
    private static string NameOf(MetadataReader tables, MethodDefinition method)
    {
        var parts = $"{TypeNames.Of(tables, method.GetDeclaringType())}.{tables.GetString(method.Name)}".Split('.');
        var type = parts.TakeWhile(p => !p.StartsWith('<') && !p.StartsWith("ctor", StringComparison.Ordinal)).ToList();
        var generated = parts.Skip(type.Count)
            .Select(p => p is ['<', not '>', ..] ? p[1..Math.Max(1, p.IndexOf('>', StringComparison.Ordinal))] : null)
            .FirstOrDefault(p => p is not null);
        return string.Join('.', generated is null ? type : [.. type, generated]).TrimEnd('.');
    }
}
