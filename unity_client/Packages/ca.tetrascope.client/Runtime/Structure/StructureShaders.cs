using System;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>What scene 1 draws with.</summary>
    [Serializable]
    public sealed class StructureShaders
    {
        [SerializeField, Tooltip("Tetrascope/Panel")]
        private Shader _panel = null!;

        [SerializeField, Tooltip("Tetrascope/Picture")]
        private Shader _picture = null!;

        [SerializeField, Tooltip("Tetrascope/Bar")]
        private Shader _bar = null!;

        [SerializeField, Tooltip("Tetrascope/Ribbon")]
        private Shader _ribbon = null!;

        [SerializeField, Tooltip("Tetrascope/Word")]
        private Shader _word = null!;

        internal Shader Panel => _panel;

        internal Shader Picture => _picture;

        internal Shader Bar => _bar;

        internal Shader Ribbon => _ribbon;

        internal Shader Word => _word;
    }
}
