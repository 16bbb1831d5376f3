using BenchmarkDotNet.Running;
using Monolith.Bench.Calls;

BenchmarkRunner.Run<CallBenchmark>(args: args);
