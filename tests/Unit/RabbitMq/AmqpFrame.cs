using System.Buffers.Binary;
using System.Text;

namespace Monolith.Unit.RabbitMq;

/// <summary>One frame of AMQP 0-9-1, as it is on the wire (specification, 2.3.5): type, channel, length of the payload, payload, end mark.</summary>
internal readonly record struct AmqpFrame(byte[] Bytes)
{
    private const int HeaderBytes = 7;
    private const byte Method = 1;
    private const ushort BasicClass = 60;
    private const ushort PublishMethod = 40;
    private const ushort DeliverMethod = 60;
    private const ushort AcknowledgeMethod = 80;
    private const int ArgumentsAt = HeaderBytes + 4;

    public bool IsMethod => Bytes[0] == Method;

    public ushort Channel => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(1));

    /// <exception cref="EndOfStreamException">There is no further one.</exception>
    public static async Task<AmqpFrame> ReadAsync(Stream from)
    {
        var header = new byte[HeaderBytes];
        await from.ReadExactlyAsync(header);
        // The length does not count the mark at the end.
        var bytes = new byte[HeaderBytes + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(3)) + 1];
        header.CopyTo(bytes, 0);
        await from.ReadExactlyAsync(bytes.AsMemory(HeaderBytes));
        return new(bytes);
    }

    /// <summary>The subscriber an event is published for; null for any other frame.</summary>
    public string? PublishedTo()
    {
        if (StepOf(toBroker: true) != BrokerStep.Publish)
        {
            return null;
        }

        // A reserved number of two bytes, the exchange, the routing key: each with its length before it.
        var key = Bytes.AsSpan(ArgumentsAt + 2 + 1 + Bytes[ArgumentsAt + 2]);
        return Encoding.ASCII.GetString(key.Slice(1, key[0]));
    }

    /// <summary>The step that the frame is, going to the broker or coming from it; null for any other.</summary>
    public BrokerStep? StepOf(bool toBroker)
    {
        if (!IsMethod || BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(HeaderBytes)) != BasicClass)
        {
            return null;
        }

        return (BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(HeaderBytes + 2)), toBroker) switch
        {
            // Answers go by the exchange without a name. Before it: a reserved number of two bytes.
            (PublishMethod, true) => Bytes[ArgumentsAt + 2] > 0 ? BrokerStep.Publish : BrokerStep.Answer,
            // Before it: the consumer's tag, the delivery's number, a flag.
            (DeliverMethod, false) => Bytes[ArgumentsAt + 1 + Bytes[ArgumentsAt] + 8 + 1] > 0 ? BrokerStep.Deliver : BrokerStep.Outcome,
            (AcknowledgeMethod, true) => BrokerStep.Acknowledge,
            (AcknowledgeMethod, false) => BrokerStep.Confirm,
            _ => null,
        };
    }
}
