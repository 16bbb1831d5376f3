using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Monolith.Kernel.Web.Listening;

/// <summary>The connection's input, with everything Kestrel consumes from it shown to <see cref="RequestFraming"/>.</summary>
internal sealed class FramedInput(PipeReader inner, RequestFraming framing) : PipeReader
{
    private ReadOnlySequence<byte> _buffer;

    public override void AdvanceTo(SequencePosition consumed)
    {
        Show(consumed);
        inner.AdvanceTo(consumed);
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Show(consumed);
        inner.AdvanceTo(consumed, examined);
    }

    // Waits before every request of a connection: pooled, or each wait would allocate.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Keep(await inner.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        var read = inner.TryRead(out result);
        if (read)
        {
            Keep(result);
        }

        return read;
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private ReadResult Keep(ReadResult result)
    {
        _buffer = result.Buffer;
        return result;
    }

    private void Show(SequencePosition consumed)
    {
        framing.Consumed(_buffer.Slice(_buffer.Start, consumed));
        _buffer = default;
    }
}
