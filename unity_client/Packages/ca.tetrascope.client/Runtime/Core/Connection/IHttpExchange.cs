using System;

namespace Tetrascope.Connection
{
    /// <summary>One question over HTTP and its answer. To dispose of it gives the question up.</summary>
    public interface IHttpExchange : IDisposable
    {
        /// <summary>The answer, once it is whole; false before.</summary>
        bool TryTake(out HttpAnswer answer);
    }
}
