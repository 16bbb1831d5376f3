using System.Reflection;
using Shouldly;

namespace Monolith.Unit.Calls;

/// <summary>An input for each request: the static method in this folder's <c>Examples</c> that answers its type.</summary>
internal static class RequestExamples
{
    private static readonly Dictionary<Type, MethodInfo> Methods = typeof(RequestExamples).Assembly.GetTypes()
        .Where(t => t.Namespace == $"{typeof(RequestExamples).Namespace}.Examples")
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .ToDictionary(m => m.ReturnType.IsGenericType && m.ReturnType.GetGenericTypeDefinition() == typeof(Task<>) ? m.ReturnType.GetGenericArguments()[0] : m.ReturnType);

    public static async Task<object> OfAsync(Type request, CallWorld world)
    {
        Methods.ShouldContainKey(
            request, $"{request.FullName} is in no test. Add a static method to tests/Unit/Calls/Examples/{request.Namespace!.Split('.')[1]}Examples.cs that takes a CallWorld and answers a {request.Name} (or a Task of one) that succeeds.");
        var made = Methods[request].Invoke(null, [world])!;
        if (made is not Task task)
        {
            return made;
        }

        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }
}
