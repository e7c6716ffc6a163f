namespace Tetrascope.Connection
{
    /// <summary>
    /// How bytes go to a server and come back: over the network, or out of a recording. What arrives is fetched by the
    /// caller, on the caller's thread, so that nothing above a transport knows of threads.
    /// </summary>
    public interface ITransport
    {
        /// <summary>Opens the stream of a server; what comes of it is told by the socket.</summary>
        IStreamSocket OpenStream(ServerAddress address, string? token);

        /// <summary>Asks over HTTP.</summary>
        IHttpExchange Ask(HttpQuestion question);
    }
}
